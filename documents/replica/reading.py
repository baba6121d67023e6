"""Reading documents from their logs: drawing them, and what they refer to."""

from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from documents.core.reading import render
from documents.core.reading.references import references
from documents.core.reading.tree import Part
from documents.replica.formulas import FormulaDrawer
from documents.replica.ydoc import Undecodable, YDoc

ROOT = "default"
"""The XmlFragment that holds the rich text."""


def read(checkpoint: bytes | None, rows: Sequence[bytes]) -> str:
    """Draw what a checkpoint and the rows after it say; raises Broken."""
    return render(_content(checkpoint, rows), FormulaDrawer().draw)


def refer(checkpoint: bytes | None, rows: Sequence[bytes]) -> set[UUID]:
    """Which attachments that content refers to; raises Broken."""
    return references(_content(checkpoint, rows))


def _content(checkpoint: bytes | None, rows: Sequence[bytes]) -> list[Part]:
    """What is in the log, which was judged on its way there.

    A row that cannot be applied is left out, as a room leaves it out.
    """
    document = YDoc()
    for update in (checkpoint, *rows):
        if update is not None:
            with suppress(Undecodable):
                document.apply(update)
    return document.tree(ROOT)
