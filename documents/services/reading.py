"""A document as HTML, for pages that show its text before the editor, or without it.

What was drawn is kept in the cache, not in a table: it can be made anew at any time, is worth
nothing when the document has changed, and must not outlive a deleted document in backups.
"""

import hashlib
import logging
import zlib
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import NamedTuple
from uuid import UUID

from django.core.cache import cache

from documents import replica
from documents.core import reading
from documents.models import Checkpoint, Document, UpdateRow
from documents.replica.errors import ReplicaLost
from documents.replica.reader import Reader

logger = logging.getLogger(__name__)

KEEP_SECONDS = 3600
KEEP_NONE_SECONDS = 60
PATIENCE = 3.0
"""Seconds that a page waits for others to be drawn before its own; it does without text then."""
_MAX_KEPT = 2 * 1024 * 1024
"""Bytes; what is longer is drawn each time: without Redis, the cache is this process's memory."""


class _Kept(NamedTuple):
    """A drawing as of a sequence number, packed; None where there can be none."""

    sequence: int
    drawing: bytes | None


def _version() -> str:
    """What tells drawings of this release from those of others."""
    digest = hashlib.blake2b(version("math-core").encode(), digest_size=8)
    formulas = Path(replica.__file__).with_name("formulas.py")
    for source in (*sorted(Path(reading.__file__).parent.glob("*.py")), formulas):
        digest.update(source.read_bytes())
    return digest.hexdigest()


_VERSION = _version()
_reader = Reader()
_turn = Lock()


def text_of(document: Document) -> str | None:
    """The text as safe HTML, as of the head that `document` was read with, or later.

    Who may see it is for the caller to know. None when it cannot be drawn, or not soon.
    """
    kept = _kept(document)
    if kept is None and _turn.acquire(timeout=PATIENCE):
        try:
            # Somebody who waited here may have wanted the same.
            kept = _kept(document) or _draw(document.pk)
        finally:
            _turn.release()
    if kept is None or kept.drawing is None:
        return None
    return zlib.decompress(kept.drawing).decode()


def forget(document_id: UUID) -> None:
    """Keep nothing of a document any longer."""
    cache.delete(_key(document_id))


def _kept(document: Document) -> _Kept | None:
    found = cache.get(_key(document.pk))
    return _Kept(*found) if found and found[0] >= document.head_seq else None


def _draw(document_id: UUID) -> _Kept:
    sequence, checkpoint, rows = stored(document_id)
    try:
        drawing = zlib.compress(_reader.read(checkpoint, rows).encode(), level=1)
    except ReplicaLost as error:
        logger.error("Document %s cannot be drawn for reading: %s", document_id, error)
        drawing = None
    kept = _Kept(sequence, drawing)
    if drawing is None or len(drawing) <= _MAX_KEPT:
        cache.set(_key(document_id), tuple(kept), KEEP_SECONDS if drawing else KEEP_NONE_SECONDS)
    return kept


def stored(document_id: UUID) -> tuple[int, bytes | None, list[bytes]]:
    """The newest checkpoint and the sound rows after it, and up to where they reach.

    Compaction in between does no harm: rows stay.
    """
    newest = Checkpoint.objects.filter(document=document_id).order_by("-seq")
    sequence, checkpoint = newest.values_list("seq", "state").first() or (0, None)
    tail = UpdateRow.objects.filter(document=document_id, seq__gt=sequence).order_by("seq")
    rows = list(tail.values_list("seq", "data", "quarantined"))
    return (
        rows[-1][0] if rows else sequence,
        None if checkpoint is None else bytes(checkpoint),
        [bytes(data) for _, data, quarantined in rows if not quarantined],
    )


def _key(document_id: UUID) -> str:
    return f"reading:{_VERSION}:{document_id}"
