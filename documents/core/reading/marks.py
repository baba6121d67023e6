"""Text with its formats.

A further mark is a line in `MARKS`, in the order of the schema; unknown ones leave their text.
"""

from collections.abc import Callable, Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement

from documents.core.reading.links import safe_url
from documents.core.reading.tokens import day_of, document_id, person_id

Attributes = Mapping[str, object]
Drawing = tuple[str, dict[str, str]]
"""A tag and its attributes."""

COLORS = frozenset({"gray", "red", "orange", "yellow", "green", "blue", "purple", "pink"})
"""The names that the styles know; no CSS of a document is ever applied."""


def _link(attributes: Attributes) -> Drawing:
    # Another client may have stored any address at all.
    href = safe_url(attributes.get("href"))
    if href is None:
        return "span", {}
    return "a", {"href": href, "target": "_blank", "rel": "noopener noreferrer nofollow"}


def _mention(attributes: Attributes) -> Drawing:
    if document := document_id(attributes.get("document")):
        link = {"href": f"/d/{document}/", "target": "_blank", "rel": "noopener"}
        return "a", {"data-document": document, **link}
    person = person_id(attributes.get("person"))
    return "span", {"data-person": person} if person else {}


def _date(attributes: Attributes) -> Drawing:
    day = day_of(attributes.get("day"))
    return ("time", {"datetime": day}) if day else ("span", {})


def _colored(tag: str) -> Callable[[Attributes], Drawing]:
    def draw(attributes: Attributes) -> Drawing:
        color = attributes.get("color")
        is_known = isinstance(color, str) and color in COLORS
        return tag, {"data-color": str(color)} if is_known else {}

    return draw


def _plain(tag: str) -> Callable[[Attributes], Drawing]:
    return lambda _: (tag, {})


MARKS: dict[str, Callable[[Attributes], Drawing]] = {
    "math": lambda _: ("span", {"data-math": "", "dir": "ltr"}),
    "mention": _mention,
    "date": _date,
    "link": _link,
    "highlight": _colored("mark"),
    "color": _colored("span"),
    "bold": _plain("strong"),
    "italic": _plain("em"),
    "underline": _plain("u"),
    "strike": _plain("s"),
    "superscript": _plain("sup"),
    "subscript": _plain("sub"),
    "code": _plain("code"),
}
_RANK = {name: rank for rank, name in enumerate(MARKS)}

Run = tuple[str, Mapping[str, object]]
"""Text, and its marks: attributes by name."""


def write_runs(holder: Element, runs: Iterable[Run]) -> None:
    """Put text into an element; neighbours share the elements of the marks they have in common."""
    opened: list[tuple[str, Drawing, Element]] = []
    for text, marks in runs:
        drawings = _drawings(marks)
        shared = 0
        for (name, drawing, _), wanted in zip(opened, drawings, strict=False):
            if (name, drawing) != wanted:
                break
            shared += 1
        del opened[shared:]
        for name, (tag, attributes) in drawings[shared:]:
            parent = opened[-1][2] if opened else holder
            opened.append((name, (tag, attributes), SubElement(parent, tag, attributes)))
        _write(opened[-1][2] if opened else holder, text)


def write_link(holder: Element, address: str) -> Element:
    """Put a link to an address into an element, as a link of the text is drawn."""
    tag, attributes = _link({"href": address})
    return SubElement(holder, tag, attributes)


def _drawings(marks: Mapping[str, object]) -> list[tuple[str, Drawing]]:
    known = sorted((name for name in marks if name in MARKS), key=_RANK.__getitem__)
    return [(name, MARKS[name](_attributes(marks[name]))) for name in known]


def _attributes(value: object) -> Attributes:
    return value if isinstance(value, Mapping) else {}


def _write(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
