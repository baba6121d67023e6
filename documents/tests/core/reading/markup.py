"""HTML as tests look at it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "col", "hr", "img", "input"}


@dataclass
class Tag:
    """An element."""

    name: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: list["Tag | str"] = field(default_factory=list)

    def __iter__(self) -> Iterator["Tag"]:
        """All elements in it, in order."""
        for child in self.children:
            if isinstance(child, Tag):
                yield child
                yield from child

    @property
    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text for c in self.children)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Tag("root")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Tag(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        before = self.open[-1].children
        if before and isinstance(before[-1], str):
            before[-1] += data
        else:
            before.append(data)


def parsed(html: str) -> Tag:
    """The elements of HTML that closes what it opens."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    (root,) = parser.open
    return root


def outline(tag: Tag) -> str:
    """Elements and text without attributes, in a form to compare: `ul(li(p(a)))`."""
    inside = " ".join(c if isinstance(c, str) else outline(c) for c in tag.children)
    return f"{tag.name}({inside})" if inside else tag.name
