import pytest

from documents.core.byte_range import Unsatisfiable, byte_range


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("bytes=0-0", (0, 1)),
        ("bytes=2-5", (2, 6)),
        ("bytes=2-", (2, 10)),
        ("bytes=2-99", (2, 10)),
        ("bytes=-3", (7, 10)),
        ("bytes=-99", (0, 10)),
        (" Bytes=9-9 ", (9, 10)),
    ],
)
def test_a_part_is_asked_for(asked: str, found: tuple[int, int]) -> None:
    assert byte_range(asked, 10) == found


@pytest.mark.parametrize(
    "asked",
    [
        *("", "bytes", "bytes=", "bytes=-", "bytes=5-2", "bytes=0-1,4-5", "bytes=a-b", "bytes=--1"),
        *("bytes= 0-1", "bytes=0-1;", "bytes=\u0661-", f"bytes={'9' * 5000}-", "lines=0-1"),
    ],
)
def test_what_nobody_understands_asks_for_the_whole(asked: str) -> None:
    assert byte_range(asked, 10) is None


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=10-12", f"bytes={'9' * 18}-", "bytes=-0"])
def test_there_is_nothing_behind_the_end(asked: str) -> None:
    with pytest.raises(Unsatisfiable):
        byte_range(asked, 10)


@pytest.mark.parametrize("asked", ["bytes=0-", "bytes=0-0", "bytes=-1"])
def test_there_is_no_part_of_nothing(asked: str) -> None:
    with pytest.raises(Unsatisfiable):
        byte_range(asked, 0)
