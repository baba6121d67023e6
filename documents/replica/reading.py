"""Drawing a document from its log."""

from collections.abc import Sequence
from contextlib import suppress

from documents.core.reading import render
from documents.replica.ydoc import Undecodable, YDoc

ROOT = "default"
"""The XmlFragment that holds the rich text."""


def read(checkpoint: bytes | None, rows: Sequence[bytes]) -> str:
    """Draw what a checkpoint and the rows after it say; raises Broken.

    It only reads what is in the log, which was judged on its way there: a row that cannot be
    applied is left out, as a room leaves it out.
    """
    document = YDoc()
    for update in (checkpoint, *rows):
        if update is not None:
            with suppress(Undecodable):
                document.apply(update)
    return render(document.tree(ROOT))
