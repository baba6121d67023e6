"""Tables of contents: the headings of a document as links to them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from xml.etree.ElementTree import Element, SubElement

MAX_LINKS = 5_000
"""In all the tables of a document together."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that has words."""

    level: int
    text: str


class Contents:
    """The headings that were drawn, and the tables that are to list them."""

    def __init__(self) -> None:
        self._headings: list[Heading] = []
        self._tables: list[Element] = []

    def add_heading(self, element: Element, heading: Heading) -> None:
        """Name the element, so that links find it, unless it has no words."""
        if heading.text.strip():
            self._headings.append(heading)
            element.set("id", f"heading-{len(self._headings)}")

    def add_table(self, table: Element) -> None:
        """Remember a table, which will list headings that come later as well."""
        self._tables.append(table)

    def fill(self) -> None:
        """Write the links; to be called when everything is drawn."""
        left = MAX_LINKS
        for table in self._tables:
            entries = list(islice(zip(self._headings, self._depths(), strict=True), left))
            left -= len(entries)
            if not entries:
                table.set("class", "is-blank")
            items = SubElement(table, "ol") if entries else table
            for number, (heading, depth) in enumerate(entries, 1):
                address = {"href": f"#heading-{number}", "data-depth": str(depth)}
                SubElement(SubElement(items, "li"), "a", address).text = heading.text.strip()

    def _depths(self) -> Iterator[int]:
        return depths(heading.level for heading in self._headings)


def depths(levels: Iterable[int]) -> Iterator[int]:
    """How many headings each heading is under, whatever levels were skipped."""
    above: list[int] = []
    for level in levels:
        while above and above[-1] >= level:
            above.pop()
        yield len(above)
        above.append(level)
