"""Putting a log into one checkpoint."""

from collections.abc import Sequence

from documents.core.update import encode_state_vector
from documents.replica.errors import CompactionMismatch, refuse_none
from documents.replica.replica import Replica
from documents.replica.ydoc import Broken

NOTHING = encode_state_vector({})


def compact(checkpoint: bytes | None, rows: Sequence[bytes]) -> bytes:
    """Put a checkpoint and the rows after it, at least one of either, into a checkpoint.

    It is what a replica of them encodes. A merge of their bytes would leave letters apart that were
    typed one after the other, and to load 50,000 of those at once takes pycrdt 1.4 GB. Raises
    RowsRefused when no replica can be loaded from the log, and CompactionMismatch unless a replica
    of the checkpoint holds what a replica of the log holds, and whatever is in the log's bytes.
    """
    try:
        replica = Replica(checkpoint)
        refuse_none(replica.apply(rows))
        state = replica.diff(NOTHING).update
        loaded = Replica(state)
        if loaded.content() != replica.content():
            raise CompactionMismatch("the checkpoint is not what the replica holds")
        if not all(map(loaded.holds, rows)) or (checkpoint and not loaded.holds(checkpoint)):
            raise CompactionMismatch("the checkpoint lost something")
    except Broken as error:
        raise CompactionMismatch(str(error)) from error
    return state
