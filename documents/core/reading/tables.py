"""Tables, placed and drawn as the editor does (frontend/src/editor/tables/grid.ts, drawing.ts).

Whatever clients have written, a cell stands in the first slot that is free in its row, and reaches
to the end of the table or to the next cell at most. tests/vectors/tables.json holds the two
together.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import floor
from xml.etree.ElementTree import Element, SubElement

from documents.core.reading.marks import COLORS
from documents.core.reading.shapes import indentation, number
from documents.core.reading.tree import FLOW, Node, Part, leaves, runs

MAX_COLUMNS = 100
MAX_ROWSPAN = 1000
MIN_WIDTH, MAX_WIDTH = 48, 1200

FLUID_COLUMNS = 6
"""Tables with more columns than these are wider than the text."""
PLAIN_WIDTH = 120
"""Pixels, of a column that nobody has given a width in a table where others have one."""

_RIGHT_TO_LEFT = (("\u0590", "\u08ff"), ("\ufb1d", "\ufdff"), ("\ufe70", "\ufefc"))

DrawContent = Callable[[Element, Iterable[Part]], bool]
"""Draws what is in a cell; False when there is no room for more."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell and its slots; without any where there is no column left for it."""

    cell: Node
    top: int
    left: int
    colspan: int
    rowspan: int


def draw_table(table: Node, holder: Element, draw_content: DrawContent) -> None:
    """Draw a table into an element, with what is in its cells."""
    rows = _rows(table)
    placed = _lay_out(rows)
    width = max((p.left + p.colspan for row in placed for p in row), default=0)
    has_row = table.attributes.get("headerRow") is True
    has_column = table.attributes.get("headerColumn") is True
    attributes = {"data-columns": str(width)}
    if has_row:
        attributes["data-header-row"] = "true"
    if has_column:
        attributes["data-header-column"] = "true"
    if _is_right_to_left(rows):
        attributes["dir"] = "rtl"
    box = SubElement(holder, "div", {"class": "table", **indentation(table.attributes)})
    element = SubElement(box, "table", attributes)
    if widths := _widths(placed, width):
        element.set("data-sized", "true")
        columns = SubElement(element, "colgroup")
        for pixels in widths:
            SubElement(columns, "col", {"width": str(pixels)})
    body = SubElement(element, "tbody")
    for row in placed:
        line = SubElement(body, "tr")
        for cell in row:
            scope = _scope(cell, has_row, has_column)
            if not draw_content(_cell(line, cell, scope), cell.cell.content):
                return


def _rows(table: Node) -> list[list[Node]]:
    """The cells of each row; what stands beside rows and cells, in ones of its own."""
    return [
        [
            part if isinstance(part, Node) and part.name == "cell" else Node("cell", {}, [part])
            for part in (row.content if isinstance(row, Node) and row.name == "row" else [row])
        ]
        for row in table.content
    ]


def _lay_out(rows: list[list[Node]]) -> list[list[_Placed]]:
    free: list[int] = []
    """For every column, the row from which on it is free."""
    found = []
    for top, row in enumerate(rows):
        left, placed = 0, []
        for cell in row:
            while left < len(free) and free[left] > top:
                left += 1
            if left >= MAX_COLUMNS:
                placed.append(_Placed(cell, top, left, 0, 0))
                continue
            bottom = min(top + _span(cell, "rowspan", MAX_ROWSPAN), len(rows))
            end = min(left + _span(cell, "colspan", MAX_COLUMNS), MAX_COLUMNS)
            right = left
            while right < end and (right == len(free) or free[right] <= top):
                if right == len(free):
                    free.append(0)
                free[right] = bottom
                right += 1
            placed.append(_Placed(cell, top, left, right - left, bottom - top))
            left = right
        found.append(placed)
    return found


def _span(cell: Node, name: str, most: int) -> int:
    return int(min(max(number(cell.attributes.get(name)), 1), most))


def _scope(cell: _Placed, has_row: bool, has_column: bool) -> str | None:
    """Of what the cell is a header."""
    if cell.colspan == 0:
        return None
    if has_row and cell.top == 0:
        return "colgroup" if cell.colspan > 1 else "col"
    if has_column and cell.left == 0:
        return "rowgroup" if cell.rowspan > 1 else "row"
    return None


def _cell(line: Element, cell: _Placed, scope: str | None) -> Element:
    attributes = {"class": "cell blocks"}
    if scope:
        attributes["scope"] = scope
    if cell.colspan > 1:
        attributes["colspan"] = str(cell.colspan)
    if cell.rowspan > 1:
        attributes["rowspan"] = str(cell.rowspan)
    background = cell.cell.attributes.get("background")
    if isinstance(background, str) and background in COLORS:
        attributes["data-background"] = background
    return SubElement(line, "th" if scope else "td", attributes)


def _widths(placed: list[list[_Placed]], width: int) -> list[int] | None:
    """Pixels for every column, None where they share what room there is."""
    said: dict[int, int] = {}
    for row in placed:
        for cell in row:
            pixels = floor(number(cell.cell.attributes.get("width")) + 0.5)
            if cell.colspan == 1 and pixels > 0:
                said.setdefault(cell.left, min(max(pixels, MIN_WIDTH), MAX_WIDTH))
    if not said and width <= FLUID_COLUMNS:
        return None
    return [said.get(column, PLAIN_WIDTH) for column in range(width)]


def _is_right_to_left(rows: list[list[Node]]) -> bool:
    """Whether the first text that has letters begins with one that is read from the right."""
    for text in _texts(rows):
        if any(map(str.isalpha, text)):
            return _begins_right(text)
    return False


def _texts(rows: list[list[Node]]) -> Iterator[str]:
    for row in rows:
        for cell in row:
            for leaf in leaves(cell.content, FLOW):
                yield "".join(words for words, _ in runs(leaf))


def _begins_right(text: str) -> bool:
    for character in text:
        if any(first <= character <= last for first, last in _RIGHT_TO_LEFT):
            return True
        if character.isalpha():
            return False
    return False
