"""Makes checkpoints from the log, so that opening a document never replays a long tail."""

from dataclasses import dataclass
from uuid import UUID

import psycopg
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from documents import storage
from documents.replica.errors import CompactionMismatch, ReplicaLost, RowsRefused
from documents.replica.pool import Pool

TAIL = 500
"""Rows after the last checkpoint that are worth a new one while a document is in use."""
QUIET_TAIL = 50
"""Rows that are worth one when everybody has left."""
BYTES_PER_ROW = 1000
"""A checkpoint is written anew as a whole: a large one waits for a row more for so many bytes."""
CHUNK_ROWS = 10_000
CHUNK_BYTES = 16 * 1024 * 1024
"""What is merged at a time; a longer tail takes several checkpoints, each of which counts."""
CONNECT_SECONDS = 5.0


class NotCompacted(Exception):
    """There is no new checkpoint, and the log is as it was: it is always enough."""


@dataclass(frozen=True, slots=True)
class Compacted:
    """How many rows were merged, and how many bytes the checkpoint has now."""

    rows: int
    size: int


def is_due(tail: int, size: int, *, quiet: bool) -> bool:
    """Whether `tail` rows behind a checkpoint of `size` bytes are worth a new one.

    `quiet` says that everybody has left.
    """
    return tail >= (QUIET_TAIL if quiet else max(TAIL, size // BYTES_PER_ROW))


async def compact(database: AsyncConnectionPool, replicas: Pool, document_id: UUID) -> Compacted:
    """Merge what is in the log now into a checkpoint.

    Rows stay in the log. Nothing behind a row in quarantine is merged. Any number of processes may
    do this at the same time: the checkpoint that reaches furthest stays. Raises NotCompacted.
    """
    merged, size, goal, last = 0, 0, None, 0
    try:
        while goal is None or last < goal:
            # No connection is held while the worker works.
            async with database.connection(CONNECT_SECONDS) as connection:
                tail = await storage.tail(connection, document_id, CHUNK_ROWS, CHUNK_BYTES)
            size = len(tail.checkpoint or b"")
            if not tail.rows:
                break
            goal, last = goal or tail.head, tail.rows[-1][0]
            state = await replicas.compact(tail.checkpoint, [data for _, data in tail.rows])
            async with database.connection(CONNECT_SECONDS) as connection:
                await storage.save_checkpoint(connection, document_id, last, state)
            merged, size = merged + len(tail.rows), len(state)
    except (psycopg.Error, PoolTimeout, ReplicaLost, RowsRefused, CompactionMismatch) as error:
        raise NotCompacted(str(error)) from error
    return Compacted(merged, size)
