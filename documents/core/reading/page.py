"""Blocks as HTML: runs of list items as nested lists, sections nested, quotes as one quotation.

Nothing of a document is ever taken for markup: elements and attributes are made here, and
`xml.etree` writes them, escaping all text. tests/vectors/drawings.json compares them with what the
editor draws.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from documents.core.reading.contents import Contents, Heading
from documents.core.reading.formulas import Draw, Formulas
from documents.core.reading.marks import Run, write_link, write_runs
from documents.core.reading.media import draw_file, draw_image
from documents.core.reading.shapes import (
    LEAF_DRAWINGS,
    LISTS,
    TONES,
    Shape,
    indentation,
    shape_of,
)
from documents.core.reading.tables import draw_table
from documents.core.reading.tree import FLOW, TOP, Node, Part, leaves, runs
from documents.core.reading.videos import provider_of

MAX_CHARACTERS = 4_000_000
"""About a thousand pages; what is behind them only the editor shows."""
MAX_BLOCKS = 40_000


@dataclass(frozen=True, slots=True)
class _List:
    element: Element
    kind: str
    indent: int


@dataclass(frozen=True, slots=True)
class _Section:
    """A section that may go on: with what stands deeper than its toggle."""

    element: Element
    indent: int


def render(content: Iterable[Part], draw_formula: Draw | None = None) -> str:
    """The content of a document's root as HTML; whatever is in it, it never raises.

    Formulas are drawn beside their source by `draw_formula`, if there is one.
    """
    root, budget, contents = Element("div"), _Budget(MAX_CHARACTERS, MAX_BLOCKS), Contents()
    _Flow(root, budget, contents, Formulas(draw_formula)).add_all(leaves(content, TOP))
    contents.fill()
    if budget.is_over:
        note = SubElement(root, "p", {"class": "reading-more"})
        note.text = "The document goes on; the rest is too long to be shown here."
    parts = (tostring(part, encoding="unicode", method="html") for part in root)
    # Half a character, which UTF-8 cannot say.
    return "".join(parts).encode(errors="replace").decode()


@dataclass(slots=True)
class _Budget:
    """How much may still be drawn."""

    characters: int
    blocks: int
    is_over: bool = False

    def block(self) -> bool:
        """Whether there may be one block more."""
        self.is_over = self.is_over or self.blocks == 0 or self.characters <= 0
        self.blocks -= 1
        return not self.is_over

    def within(self, text: Iterable[Run]) -> list[Run]:
        """As much of the text as may be drawn."""
        kept = []
        for words, marks in text:
            if words and self.characters > 0:
                kept.append((words[: self.characters], marks))
            self.characters -= len(words)
        return kept


class _Flow:
    """Blocks one below the other, and the lists that may go on."""

    def __init__(
        self, root: Element, budget: _Budget, contents: Contents, formulas: Formulas
    ) -> None:
        self.root = root
        self._budget = budget
        self._contents = contents
        self._formulas = formulas
        self._sections: list[_Section] = []
        self._lists: list[_List] = []
        self._numbers: list[int] = []

    def add_all(self, content: Iterable[Node]) -> None:
        """Draw these, as far as there is room."""
        for leaf in content:
            if not self._budget.block():
                break
            self.add(leaf)

    def add(self, leaf: Node) -> None:
        """Draw the next block, or what stands for itself."""
        shape = shape_of(leaf.attributes)
        while self._sections and self._sections[-1].indent >= shape.indent:
            self._sections.pop()
            self._lists.clear()
        match leaf.name:
            case "block":
                self._block(leaf, shape)
            case "table":
                draw_table(leaf, self._place_for(shape), self._cell)
            case "file":
                draw_file(self._place_for(shape), leaf.attributes).set("data-block", "")
            case "image":
                caption = draw_image(self._place_for(shape), leaf.attributes)
                self._text(caption, leaf)
                self._formulas.draw_in(caption, is_block=False)
            case _:
                self._leaf(leaf, self._place_for(shape))

    def _cell(self, cell: Element, content: Iterable[Part]) -> bool:
        if self._budget.block():
            flow = _Flow(cell, self._budget, self._contents, self._formulas)
            flow.add_all(leaves(content, FLOW))
        return not self._budget.is_over

    def _block(self, leaf: Node, shape: Shape) -> None:
        holder = self._item(shape) if shape.kind in LISTS else self._text_block(shape)
        words = self._text(holder, leaf)
        if shape.kind != "code":
            self._formulas.draw_in(holder, is_block=shape.kind == "math")
        if shape.kind == "heading":
            self._contents.add_heading(holder, Heading(shape.level, words))

    def _text(self, holder: Element, leaf: Node) -> str:
        """Draw the words of a block; returns them."""
        holder.set("data-block", "")
        text = self._budget.within(runs(leaf))
        write_runs(holder, text)
        # An empty line at the end, as the editor's own mark of one: else it has no height.
        if not text or text[-1][0].endswith("\n"):
            SubElement(holder, "br")
        return "".join(words for words, _ in text)

    def _leaf(self, leaf: Node, place: Element) -> None:
        tag, drawn = LEAF_DRAWINGS[leaf.name]
        attributes = {**drawn, **indentation(leaf.attributes), "data-block": ""}
        element = SubElement(place, tag, attributes)
        if leaf.name == "toc":
            self._contents.add_table(element)
        if leaf.name == "video":
            self._video(element, leaf.attributes.get("url"))

    def _video(self, element: Element, url: object) -> None:
        address = url if isinstance(url, str) else ""
        element.set("data-video", provider_of(address) or "")
        link = write_link(element, address)
        link.text = "".join(words for words, _ in self._budget.within([(address, {})]))

    @property
    def _place(self) -> Element:
        """What the next block stands in."""
        return self._sections[-1].element if self._sections else self.root

    def _place_for(self, shape: Shape) -> Element:
        """What the next block stands in that is no item: it ends the lists before it."""
        self._lists.clear()
        self._count(shape)
        return self._place

    def _text_block(self, shape: Shape) -> Element:
        place = self._place_for(shape)
        attributes = {**_attributes(shape), **_alignment(shape), "dir": "auto"}
        match shape.kind:
            case "heading":
                attributes["data-level"] = str(shape.level)
                return SubElement(place, f"h{shape.level}", attributes)
            case "quote":
                before = place[-1] if len(place) else None
                if before is None or before.tag != "blockquote" or before.attrib != attributes:
                    before = SubElement(place, "blockquote", attributes)
                return SubElement(before, "p", {"dir": "auto"})
            case "callout":
                label = {"data-tone": shape.tone, "role": "note", "aria-label": TONES[shape.tone]}
                return SubElement(place, "div", {**attributes, **label})
            case "toggle":
                attributes |= {"class": "blocks", "open": ""}
                section = _Section(SubElement(place, "details", attributes), shape.indent)
                self._sections.append(section)
                return SubElement(section.element, "summary")
            case "code":
                attributes["dir"] = "ltr"
                if shape.language:
                    attributes["data-language"] = shape.language
                return SubElement(SubElement(place, "pre", attributes), "code")
            case "math":
                attributes["dir"] = "ltr"
                return SubElement(SubElement(place, "div", attributes), "code")
        return SubElement(place, "p", attributes)

    def _item(self, shape: Shape) -> Element:
        number = self._count(shape)
        attributes = {**_alignment(shape), "dir": "auto"}
        item = SubElement(self._list(shape, number), "li", attributes)
        if shape.kind != "task":
            return SubElement(item, "p")
        item.set("data-checked", str(shape.checked).lower())
        label = SubElement(item, "label")
        box = SubElement(label, "input", {"type": "checkbox", "disabled": ""})
        if shape.checked:
            box.set("checked", "")
        return SubElement(label, "span")

    def _count(self, shape: Shape) -> int:
        """The number of an item: a block ends the numbering at its indent, an item deeper only."""
        is_numbered = shape.kind == "ordered"
        del self._numbers[shape.indent + is_numbered :]
        if not is_numbered:
            return 0
        self._numbers += [0] * (shape.indent + 1 - len(self._numbers))
        self._numbers[shape.indent] += 1
        return self._numbers[shape.indent]

    def _list(self, shape: Shape, number: int) -> Element:
        """The open list for an item, opened inside the item above where it is deeper."""
        while self._lists and self._lists[-1].indent > shape.indent:
            self._lists.pop()
        if self._lists and self._lists[-1].indent == shape.indent:
            last = self._lists.pop()
            if last.kind == shape.kind:
                self._lists.append(last)
                return last.element
        attributes = _attributes(shape)
        if number > 1:
            attributes["start"] = str(number)
        place = self._place
        if self._lists:
            place, deeper = self._lists[-1].element[-1], shape.indent - self._lists[-1].indent - 1
            if deeper:
                attributes["data-deeper"] = str(deeper)
        element = SubElement(place, LISTS[shape.kind], attributes)
        self._lists.append(_List(element, shape.kind, shape.indent))
        return element


def _attributes(shape: Shape) -> dict[str, str]:
    """What the styles go by, as in the editor."""
    attributes = {"data-kind": shape.kind}
    if shape.indent:
        attributes["data-indent"] = str(shape.indent)
    return attributes


def _alignment(shape: Shape) -> dict[str, str]:
    return {"data-align": shape.align} if shape.align else {}
