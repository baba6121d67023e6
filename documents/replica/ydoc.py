"""The one module that imports pycrdt."""

# pycrdt would import it with the first document, at the cost of that document's processor time.
import asyncio  # noqa: F401
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

from pycrdt import Doc, TransactionEvent, XmlElement, XmlFragment, XmlText, merge_updates

from documents.core.reading.marks import Run
from documents.core.reading.tree import Node, Part

MERGE_WIDTH = 32
"""Updates merged at a time: pycrdt's merge of a flat list takes quadratic time."""


class Undecodable(Exception):
    """pycrdt cannot read these bytes; nothing was applied."""


class Broken(Exception):
    """pycrdt failed half-way; the document at hand must not be used any more."""


@contextmanager
def _contained() -> Iterator[None]:
    try:
        yield
    except (Undecodable, MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        # A Rust panic arrives as pyo3's PanicException, which is no Exception.
        raise Broken(str(error)) from error


class YDoc:
    """One pycrdt document, to be fed with updates whose parents it knows."""

    def __init__(self) -> None:
        self._doc: Doc[Any] = Doc()

    def apply(self, update: bytes) -> None:
        """Apply an update; raises Undecodable or Broken."""
        with _contained():
            self._apply(update)

    def change(self, update: bytes) -> bytes | None:
        """Apply an update and return what it added, None for nothing; raises as `apply` does."""
        changes: list[bytes] = []

        def observe(event: TransactionEvent) -> None:
            changes.append(event.update)

        with _contained():
            # A lasting subscription would keep the document in memory for good.
            subscription = self._doc.observe(observe)
            try:
                self._apply(update)
            finally:
                self._doc.unobserve(subscription)
        return changes[0] if changes else None

    def _apply(self, update: bytes) -> None:
        try:
            self._doc.apply_update(update)
        except ValueError as error:
            raise Undecodable(str(error)) from error

    def state_vector(self) -> bytes:
        """Encode the clock of every client."""
        with _contained():
            return self._doc.get_state()

    def diff(self, state_vector: bytes) -> bytes:
        """Encode the structs that a state vector lacks, and every delete; raises Broken."""
        with _contained():
            return self._doc.get_update(state_vector)

    def tree(self, root: str) -> list[Part]:
        """Read what an XmlFragment holds; raises Broken."""
        with _contained(), self._doc.transaction():
            fragment = self._doc.get(root, type=XmlFragment)
            top: list[Part] = []
            # Elements may be nested as deeply as a client likes.
            waiting = [(top, iter(fragment.children))]
            while waiting:
                parts, children = waiting[-1]
                child = next(children, None)
                if child is None:
                    waiting.pop()
                elif isinstance(child, XmlText):
                    parts += _runs(child)
                elif isinstance(child, XmlElement):
                    attributes = cast(Iterable[tuple[str, Any]], child.attributes)
                    node = Node(child.tag or "", dict(attributes))
                    parts.append(node)
                    waiting.append((node.content, iter(child.children)))
            return top


def _runs(text: XmlText) -> Iterator[Run]:
    for words, marks in text.diff():
        if isinstance(words, str):
            yield words, _marks(marks)


def _marks(attributes: dict[str, Any] | None) -> dict[str, object]:
    """Marks by name; y-prosemirror tells two of one name apart as `name--hash`."""
    found = (attributes or {}).items()
    return {name.partition("--")[0]: value for name, value in found if value is not None}


def merge(updates: Sequence[bytes]) -> bytes:
    """Merge updates, at least one, into one that means the same; raises Broken."""
    while len(updates) > 1:
        with _contained():
            updates = [
                merge_updates(*updates[start : start + MERGE_WIDTH])
                for start in range(0, len(updates), MERGE_WIDTH)
            ]
    return updates[0]
