"""Makes checkpoints from the log, so that opening a document never replays a long tail."""

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
CHUNK_ROWS = 10_000
CHUNK_BYTES = 16 * 1024 * 1024
"""What is merged at a time; a longer tail takes several checkpoints, each of which counts."""
CONNECT_SECONDS = 5.0


class NotCompacted(Exception):
    """There is no new checkpoint, and the log is as it was: it is always enough."""


async def compact(database: AsyncConnectionPool, replicas: Pool, document_id: UUID) -> int:
    """Merge what is in the log now into a checkpoint; returns how many rows that took in.

    Rows stay in the log. Nothing behind a row in quarantine is merged. Any number of processes may
    do this at the same time: the checkpoint that reaches furthest stays. Raises NotCompacted.
    """
    merged, goal, last = 0, None, 0
    try:
        while goal is None or last < goal:
            # No connection is held while the worker works.
            async with database.connection(CONNECT_SECONDS) as connection:
                tail = await storage.tail(connection, document_id, CHUNK_ROWS, CHUNK_BYTES)
            if not tail.rows:
                break
            goal, last = goal or tail.head, tail.rows[-1][0]
            state = await replicas.compact(tail.checkpoint, [data for _, data in tail.rows])
            async with database.connection(CONNECT_SECONDS) as connection:
                await storage.save_checkpoint(connection, document_id, last, state)
            merged += len(tail.rows)
    except (psycopg.Error, PoolTimeout, ReplicaLost, RowsRefused, CompactionMismatch) as error:
        raise NotCompacted(str(error)) from error
    return merged
