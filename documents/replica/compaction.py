"""Merging a log into one checkpoint."""

from collections.abc import Sequence

from documents.replica.errors import CompactionMismatch, refuse_none
from documents.replica.replica import Replica
from documents.replica.ydoc import Broken, merge


def compact(checkpoint: bytes | None, rows: Sequence[bytes]) -> bytes:
    """Merge a checkpoint and the rows after it, at least one of either, into a checkpoint.

    It is made of the log's own bytes: what a replica encodes leaves out, without a word, whatever
    it could not place. Raises RowsRefused when no replica can be loaded from the log, and
    CompactionMismatch unless a replica of the merge holds what a replica of the log holds.
    """
    try:
        replica = Replica(checkpoint)
        refuse_none(replica.apply(rows))
        merged = merge([*([] if checkpoint is None else [checkpoint]), *rows])
        if replica.content() != Replica(merged).content():
            raise CompactionMismatch("the merge lost or gained something")
    except Broken as error:
        raise CompactionMismatch(str(error)) from error
    return merged
