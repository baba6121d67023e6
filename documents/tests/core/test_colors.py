import pytest

from documents.core.colors import PALETTE, color_of

WHITE = "#ffffff"
DARK_PAGE = "#1d1d1c"


def luminance(color: str) -> float:
    """WCAG 2 relative luminance."""
    channels = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("color", PALETTE)
def test_names_can_be_read_and_carets_seen(color: str) -> None:
    assert contrast(color, WHITE) >= 4.5
    assert contrast(color, DARK_PAGE) >= 3


def test_a_person_keeps_their_color() -> None:
    assert color_of("user-1") == color_of("user-1")
    assert len({color_of(f"user-{number}") for number in range(200)}) == len(PALETTE)
