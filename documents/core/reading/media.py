"""Images and files, read as the editor reads them (`schema/media.ts`), and drawn.

Addresses are made here, relative to the document's page: whoever wrote the attributes, they only
ever name an attachment of this very document.
"""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

from documents.core.reading.references import attachment_of
from documents.core.reading.shapes import indentation

SIDES = ("center", "end", "full")
WIDTHS = range(10, 101, 5)
"""Of an image, in hundredths of the column."""
SMALL = 800
MAX_PIXELS = 20_000
MAX_TEXT = 1000
MAX_SAFE_INTEGER = 2**53 - 1

Attributes = Mapping[str, object]


def draw_image(parent: Element, attributes: Attributes) -> Element:
    """Draw an image; returns the element that its caption belongs in."""
    attachment = attachment_of(attributes.get("attachment"))
    figure = SubElement(parent, "figure", {"data-media": "image", **indentation(attributes)})
    if attachment:
        figure.set("data-attachment", str(attachment))
    side, width = attributes.get("align"), _whole(attributes.get("width"))
    if isinstance(side, str) and side in SIDES:
        figure.set("data-align", side)
    if width in WIDTHS:
        figure.set("data-width", str(width))
    figure.set("dir", "auto")
    wide, high = _pixels(attributes.get("naturalWidth")), _pixels(attributes.get("naturalHeight"))
    if attachment and wide and high:
        SubElement(figure, "img", _img(f"files/{attachment}", wide, high, attributes.get("alt")))
    else:
        note = SubElement(figure, "span", {"class": "media-note"})
        note.text = "The image is not here yet."
    return SubElement(figure, "figcaption", {"dir": "auto"})


def _img(address: str, width: int, height: int, alt: object) -> dict[str, str]:
    large, small = f"{address}/large", f"{address}/small"
    attributes = {"src": large}
    if width > SMALL:
        sources = {"srcset": f"{small} {SMALL}w, {large} {width}w", "sizes": "min(46rem, 100vw)"}
        attributes = {"src": small, **sources}
    shown = {"width": str(width), "height": str(height), "alt": _text(alt)}
    return {**attributes, **shown, "loading": "lazy", "decoding": "async"}


def draw_file(parent: Element, attributes: Attributes) -> Element:
    """Draw a file as a card; returns the element in it that stands for its line."""
    attachment = attachment_of(attributes.get("attachment"))
    name = _text(attributes.get("name")) or "file"
    size = _whole(attributes.get("size"))
    is_here = attachment is not None and 0 <= size <= MAX_SAFE_INTEGER
    card = SubElement(parent, "div", {"data-media": "file", **indentation(attributes)})
    if attachment:
        card.set("data-attachment", str(attachment))
    if is_here:
        card.set("data-size", str(size))
    icon = SubElement(card, "span", {"class": "file-icon"})
    text = SubElement(card, "span", {"class": "file-text"})
    SubElement(text, "span", {"class": "file-name", "dir": "auto"}).text = name
    told = size_text(size) if is_here else "The file is not here yet."
    SubElement(text, "span", {"class": "file-size"}).text = told
    if is_here:
        address = {"href": f"files/{attachment}/file", "download": ""}
        link = {"class": "file-download", **address, "aria-label": f"Download {name}"}
        SubElement(card, "a", link)
    return icon


def size_text(size: int) -> str:
    """A size in bytes as people say it."""
    if size < 1000:
        return f"{size} bytes"
    if size < 1_000_000:
        return f"{(size + 500) // 1000} KB"
    return f"{size / 1_000_000:.1f} MB"


def _pixels(value: object) -> int:
    size = _whole(value)
    return size if size in range(1, MAX_PIXELS + 1) else 0


def _whole(value: object) -> int:
    """A whole number; -1 for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return -1
    try:
        return int(value) if int(value) == value else -1
    except (ValueError, OverflowError):
        return -1


def _text(value: object) -> str:
    return value[:MAX_TEXT] if isinstance(value, str) else ""
