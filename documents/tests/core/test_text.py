import pytest

from documents.core.text import single_line


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Minutes", "Minutes"),
        ("  Garden \t club  ", "Garden club"),
        ("one\r\nSet-Cookie: two", "one Set-Cookie: two"),
        ("nul\0l", "null"),
        ("escape\x1b[31m", "escape[31m"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("\u2066isolated\u2069", "isolated"),
        ("half a pair \ud800", "half a pair"),
        ("שלום, 世界, Zoë", "שלום, 世界, Zoë"),
        ("👩\u200d🚀 keeps her joiner", "👩\u200d🚀 keeps her joiner"),
        ("\u202e", ""),
    ],
)
def test_one_line_keeps_words_and_drops_what_misleads(typed: str, kept: str) -> None:
    assert single_line(typed) == kept
