import pytest

from documents.core.text import MAX_FILE_NAME, file_name, single_line


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


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("plan.pdf", "plan.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\plan.pdf", "plan.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\r\nb\x00.txt", "a b.txt"),
        (".", "file"),
        ("", "file"),
        ("folder/", "file"),
        ("x" * 300 + ".tar", "x" * (MAX_FILE_NAME - 4) + ".tar"),
        ("x." + "y" * 300, "x." + "y" * (MAX_FILE_NAME - 2)),
    ],
)
def test_the_name_of_a_file_is_harmless(given: str, kept: str) -> None:
    assert file_name(given) == kept
