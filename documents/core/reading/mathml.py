"""MathML that may stand in a page, of what a converter made of LaTeX that anybody may have written.

Elements and attributes are those of https://www.w3.org/TR/mathml-core/ that only say how a formula
looks. Style attributes, which the page's policy refuses, are told to its style sheet as classes.
"""

import re
from html.entities import html5
from xml.etree.ElementTree import Element, ParseError, SubElement, fromstring

MAX_LENGTH = 50_000
"""Characters of a formula's MathML."""
MAX_DEPTH = 60
"""Elements in each other; browsers lay out what is deeper slowly, and at some depth not at all."""
MAX_EM = 30
"""What is larger would only push the page about; as in the editor (`drawn/katex.ts`)."""

TOKENS = frozenset({"mi", "mn", "mo", "mtext"})
"""What holds text."""
GROUPS = frozenset(
    {
        *("math", "mfrac", "mmultiscripts", "mover", "mpadded", "mphantom", "mprescripts"),
        *("mroot", "mrow", "mspace", "msqrt", "msub", "msubsup", "msup"),
        *("mtable", "mtd", "mtr", "munder", "munderover"),
    }
)
"""What holds other elements."""

_BOOL = re.compile("true|false")
_LENGTH = re.compile(r"-?([0-9]{1,3}(?:\.[0-9]{1,12})?)(?:r?em)?")
_COLOR = re.compile("color:(#[0-9A-Fa-f]{6})")
ATTRIBUTES = {
    "display": re.compile("block"),
    "form": re.compile("prefix|infix|postfix"),
    "mathvariant": re.compile("normal"),
    "scriptlevel": re.compile("[0-2]"),
    **dict.fromkeys(("accent", "accentunder", "displaystyle"), _BOOL),
    **dict.fromkeys(("largeop", "movablelimits", "stretchy", "symmetric"), _BOOL),
    **dict.fromkeys(("depth", "height", "voffset", "width", "linethickness"), _LENGTH),
    **dict.fromkeys(("lspace", "rspace", "maxsize", "minsize"), _LENGTH),
}
"""What each attribute may say."""

_LOOKS = {
    "text-align: left": "math-left",
    "text-align: right": "math-right",
    "padding-left: 0": "math-close-left",
    "padding-right: 0": "math-close-right",
    "padding-left:1em": "math-apart",
    "width: 100%": "math-wide",
    "width: 50%": "math-beside",
    **{
        f"border-{side}: 0.05em {line} currentcolor": f"math-line-{side}"
        for side in ("left", "right", "top")
        for line in ("solid", "dashed")
    },
}
"""Classes for what the converter says in style attributes."""
_ENCLOSED = {
    "box": "math-box",
    "updiagonalstrike": "math-strike-up",
    "downdiagonalstrike": "math-strike-down",
}
"""Classes for `menclose`, which few browsers know."""

_ENTITY = re.compile("&([A-Za-z]+;)")
_OF_XML = {"amp;", "lt;", "gt;", "quot;", "apos;"}


def safe_mathml(markup: str) -> Element | None:
    """A formula's MathML as it may be shown; None when it is too large, or anything else."""
    # An element comes first, so entities cannot have been declared.
    if len(markup) > MAX_LENGTH or not markup.startswith("<math"):
        return None
    try:
        read = fromstring(_ENTITY.sub(_without_entity, markup))  # noqa: S314
    except ParseError:
        return None
    holder = Element("div")
    is_formula = read.tag == "math" and len(read) > 0
    return holder[0] if is_formula and _copy(read, holder, MAX_DEPTH) else None


def _without_entity(entity: re.Match[str]) -> str:
    """What XML, which knows five names only, reads as an entity of HTML."""
    return entity[0] if entity[1] in _OF_XML else html5.get(entity[1], entity[0])


def _copy(read: Element, parent: Element, depth: int) -> bool:
    """Write an element and what is in it; whether all of it may be."""
    if read.tag in TOKENS:
        SubElement(parent, read.tag, _attributes(read)).text = "".join(read.itertext())
        return True
    tag = "mrow" if read.tag == "menclose" else read.tag
    if depth == 0 or tag not in GROUPS:
        return False
    element = SubElement(parent, tag, _attributes(read))
    return all(_copy(child, element, depth - 1) for child in read)


def _attributes(read: Element) -> dict[str, str]:
    if not read.attrib:
        return {}
    known = {name: value for name, value in read.attrib.items() if _is_known(name, value)}
    looks = [_ENCLOSED.get(name) for name in read.get("notation", "").split()]
    for declaration in filter(None, read.get("style", "").split(";")):
        looks.append(_LOOKS.get(declaration.strip()))
        if color := _COLOR.fullmatch(declaration.strip()):
            known["mathcolor"] = color[1]
    if classes := " ".join(filter(None, looks)):
        known["class"] = classes
    return known


def _is_known(name: str, value: str) -> bool:
    pattern = ATTRIBUTES.get(name)
    found = pattern and pattern.fullmatch(value)
    return found is not None and (pattern is not _LENGTH or float(found[1]) <= MAX_EM)
