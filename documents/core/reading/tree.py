"""A document's content as plain values, whatever a client has put there."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from documents.core.reading.marks import Run


@dataclass(slots=True)
class Node:
    """An element of the document; `content` is in its order."""

    name: str
    attributes: dict[str, object] = field(default_factory=dict)
    content: list["Node | Run"] = field(default_factory=list)


Part = Node | Run

FLOW = frozenset({"block", "rule", "toc", "pageBreak", "video", "image", "file"})
"""The elements that are drawn anywhere; of any that is not known, only what is in it."""
TOP = FLOW | {"table"}
"""Those at the top of the document; a cell holds no tables."""


def leaves(content: Iterable[Part], drawn: Collection[str] = TOP) -> Iterator[Node]:
    """What is to be drawn, in order; text outside of blocks as blocks of its own."""
    loose: list[Part] = []
    for part in _walk(content, drawn):
        if isinstance(part, tuple):
            loose.append(part)
            continue
        if loose:
            yield Node("block", {}, loose)
            loose = []
        if part.name in drawn:
            yield part
    if loose:
        yield Node("block", {}, loose)


def runs(block: Node) -> Iterator[Run]:
    """All text in a block, also of elements inside it."""
    return (part for part in _walk(block.content, within=()) if isinstance(part, tuple))


def _walk(content: Iterable[Part], within: Collection[str]) -> Iterator[Part]:
    """Everything in document order, without what is in the elements named; of any depth."""
    waiting = [iter(content)]
    while waiting:
        part = next(waiting[-1], None)
        if part is None:
            waiting.pop()
            continue
        yield part
        if isinstance(part, Node) and part.name not in within:
            waiting.append(iter(part.content))
