"""What people may put in one line of text: titles and names."""

import unicodedata

# They turn the text after them around, and so make a title or name read as another.
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def single_line(text: str) -> str:
    """The text on one line: white space collapsed, control characters and bidi overrides gone."""
    spaced = " ".join(text.split())
    return "".join(
        character
        for character in spaced
        if character not in _BIDI_CONTROLS
        and (character == " " or unicodedata.category(character) not in ("Cc", "Cs"))
    ).strip()


MAX_FILE_NAME = 200


def file_name(text: str) -> str:
    """What a file may be called: one line, no path, at most MAX_FILE_NAME characters."""
    name = single_line(text.replace("\\", "/").rpartition("/")[2]).strip(". ")
    stem, dot, ending = name.rpartition(".")
    if len(name) > MAX_FILE_NAME:
        room = MAX_FILE_NAME - len(dot + ending)
        name = stem[:room] + dot + ending if stem and room > 0 else name[:MAX_FILE_NAME]
    return name or "file"
