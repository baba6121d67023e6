"""What a block of text is, read as the editor reads it (`shapeOf` in schema/kinds.ts)."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import isfinite

MAX_INDENT = 8
MAX_LEVEL = 4

ALIGNMENTS = ("center", "end", "justify")
TONES = {"note": "Note", "tip": "Tip", "warning": "Warning"}
"""What callouts are for, and the names they go by."""

_LANGUAGE = re.compile(r"[a-z]{1,16}")
"""What code is said to be in; the editor has a list of them, here it is but a name."""

LISTS = {"bullet": "ul", "ordered": "ol", "task": "ul"}
"""The kinds that are items of a list, and the list's tag."""
KINDS = ("paragraph", "heading", "quote", "callout", "toggle", "code", "math", *LISTS)

LEAF_DRAWINGS = {
    "rule": ("hr", {}),
    "video": ("div", {}),
    "toc": ("nav", {"data-toc": "", "aria-label": "Table of contents"}),
    "pageBreak": (
        "div",
        {"data-page-break": "", "role": "separator", "aria-label": "Page break"},
    ),
}
"""What stands for itself: a tag and its attributes."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The attributes of a block; what is not known reads as the plain value."""

    kind: str
    level: int
    checked: bool
    indent: int
    align: str | None
    tone: str
    language: str | None


def shape_of(attributes: Mapping[str, object]) -> Shape:
    """The shape of a block with these attributes, whoever wrote them."""
    level = number(attributes.get("level"))
    return Shape(
        kind=_one_of(KINDS, attributes.get("kind")) or "paragraph",
        level=int(level) if level in range(1, MAX_LEVEL + 1) else 1,
        checked=attributes.get("checked") is True,
        indent=_indent_of(attributes),
        align=_one_of(ALIGNMENTS, attributes.get("align")),
        tone=_one_of(TONES, attributes.get("tone")) or "note",
        language=_language(attributes.get("language")),
    )


def indentation(attributes: Mapping[str, object]) -> dict[str, str]:
    """What the styles go by of how deep something with these attributes stands."""
    indent = _indent_of(attributes)
    return {"data-indent": str(indent)} if indent else {}


def _indent_of(attributes: Mapping[str, object]) -> int:
    return int(min(max(number(attributes.get("indent")), 0), MAX_INDENT))


def _one_of(words: Collection[str], value: object) -> str | None:
    return value if isinstance(value, str) and value in words else None


def _language(value: object) -> str | None:
    return value if isinstance(value, str) and _LANGUAGE.fullmatch(value) else None


def number(value: object) -> float:
    """A number as a client may have written it; 0 for what is none."""
    if not isinstance(value, str | int | float):
        return 0
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return 0
    return number if isfinite(number) else 0
