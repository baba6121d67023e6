"""Makes checkpoints from the log, so that opening a document never replays a long tail."""

import logging
from uuid import UUID

import psycopg
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from documents import storage
from documents.replica.errors import CompactionMismatch, ReplicaLost, RowsRefused
from documents.replica.pool import Pool

logger = logging.getLogger(__name__)

TAIL = 500
"""Rows after the last checkpoint that are worth a new one while a document is in use."""
CONNECT_SECONDS = 5.0


async def compact(database: AsyncConnectionPool, replicas: Pool, document_id: UUID) -> int | None:
    """Store a checkpoint of everything now in the log; returns its sequence number.

    Nothing is stored, and None returned, when there is nothing new, when a row is in quarantine, or
    when anything fails: the log itself is always enough.
    """
    try:
        async with database.connection(CONNECT_SECONDS) as connection:
            stored = await storage.load(connection, document_id)
            if stored is None or stored.quarantined or not stored.rows:
                return None
            rows = [data for _, data in stored.rows]
            state = await replicas.compact(stored.checkpoint, rows)
            await storage.save_checkpoint(connection, document_id, stored.head, state)
    except (psycopg.Error, PoolTimeout, ReplicaLost, RowsRefused, CompactionMismatch) as error:
        logger.error("Document %s was not compacted: %s", document_id, error)
        return None
    return stored.head
