"""Brings a document's replica up from the log, whatever is in the log."""

import logging
from dataclasses import dataclass
from uuid import UUID

import psycopg
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from documents import storage
from documents.replica.errors import ReplicaLost, RowsRefused
from documents.replica.pool import Pool

logger = logging.getLogger(__name__)

CONNECT_SECONDS = 5.0


class Unavailable(Exception):
    """The document cannot be served now; trying again later may help."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was found: the replica now holds the log up to `head`.

    `tail` counts the rows that had to be replayed on a checkpoint of `checkpoint_size` bytes. A
    `damaged` document has rows in quarantine and must not be written to.
    """

    head: int
    access_version: int
    title: str
    tail: int
    checkpoint_size: int
    damaged: bool


async def load_replica(database: AsyncConnectionPool, replicas: Pool, document_id: UUID) -> Loaded:
    """Load a document's replica, putting rows that cannot be applied into quarantine.

    Raises Unavailable when the database or the replica workers are away, or when the document does
    not exist.
    """
    try:
        async with database.connection(CONNECT_SECONDS) as connection:
            stored = await storage.load(connection, document_id)
            if stored is None:
                raise Unavailable("no such document")
            bad = await _load(replicas, document_id, stored)
            for sequence in bad:
                logger.error("Document %s: row %d is in quarantine", document_id, sequence)
                await storage.quarantine(connection, document_id, sequence)
    except (psycopg.Error, PoolTimeout, ReplicaLost) as error:
        raise Unavailable(str(error)) from error
    return Loaded(
        head=stored.head,
        access_version=stored.access_version,
        title=stored.title,
        tail=len(stored.rows),
        checkpoint_size=len(stored.checkpoint or b""),
        damaged=stored.quarantined or bool(bad),
    )


async def _load(replicas: Pool, document_id: UUID, stored: storage.Stored) -> list[int]:
    """Load the checkpoint and every row that can be applied; returns the rows left out."""
    rows = list(stored.rows)
    bad: list[int] = []
    while True:
        try:
            await replicas.load(document_id, stored.checkpoint, [data for _, data in rows])
        except RowsRefused as refused:
            if not refused.indexes:
                raise Unavailable("the checkpoint cannot be loaded") from refused
            bad += [rows[index][0] for index in refused.indexes]
            rows = [row for index, row in enumerate(rows) if index not in refused.indexes]
        else:
            return bad
