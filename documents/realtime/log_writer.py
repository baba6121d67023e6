"""Group commit: one writer per process puts everybody's rows into the log.

It is clocked by Postgres itself: while one commit is in flight, the next batch collects, and for a
moment more when one has only just begun. A lone keystroke waits for nothing, and a busy process
needs few commits.
"""

import asyncio
import logging
import select
from dataclasses import dataclass
from uuid import UUID

import psycopg
from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from documents import storage
from documents.core.effects import LogRow

logger = logging.getLogger(__name__)

MAX_ROWS = 2000
"""How many rows one transaction holds at most."""
GATHER_SECONDS = 0.004
"""Commits begin no faster than this: where many documents are written in, one serves several."""
CONNECT_SECONDS = 5.0


class AccessMoved(Exception):
    """Nothing was written: the document's access version is not the expected one any more."""


class CommitFailed(Exception):
    """Nobody knows whether the rows were written."""


@dataclass(slots=True)
class _Request:
    pending: storage.Pending
    done: asyncio.Future[tuple[int, int]]


class LogWriter:
    """The one way from this process into the update log."""

    def __init__(self, pool: AsyncConnectionPool) -> None:
        self._pool = pool
        self._connection: AsyncConnection | None = None
        self._last = 0.0
        self._requests: asyncio.Queue[_Request] = asyncio.Queue()

    async def append(
        self, document_id: UUID, rows: tuple[LogRow, ...], access_version: int
    ) -> tuple[int, int]:
        """Commit rows and return their first and last sequence numbers.

        Raises AccessMoved when nothing was written, CommitFailed when the outcome is unknown. At
        most one call per document may be under way.
        """
        done: asyncio.Future[tuple[int, int]] = asyncio.get_running_loop().create_future()
        pending = storage.Pending(document_id, rows, access_version)
        self._requests.put_nowait(_Request(pending, done))
        return await done

    async def run(self) -> None:
        """Commit what comes, for as long as the process runs."""
        try:
            while True:
                batch = [await self._requests.get()]
                await self._gather()
                count = len(batch[0].pending.rows)
                while count < MAX_ROWS and not self._requests.empty():
                    batch.append(self._requests.get_nowait())
                    count += len(batch[-1].pending.rows)
                await self._commit(batch)
        finally:
            await self._disconnect()

    async def _gather(self) -> None:
        now = asyncio.get_running_loop().time()
        if (pause := self._last + GATHER_SECONDS - now) > 0:
            await asyncio.sleep(pause)
        self._last = now + max(0.0, pause)

    async def _commit(self, batch: list[_Request]) -> None:
        try:
            connection = await self._connect()
            bases = await storage.append(connection, [request.pending for request in batch])
        except (psycopg.Error, PoolTimeout) as error:
            await self._disconnect()
            await self._settle(batch, error)
            return
        for request in batch:
            base = bases.get(request.pending.document_id)
            if request.done.cancelled():
                continue
            if base is None:
                request.done.set_exception(AccessMoved())
            else:
                request.done.set_result((base + 1, base + len(request.pending.rows)))

    async def _connect(self) -> AsyncConnection:
        """Our connection, taken from the pool once and kept; raises PoolTimeout."""
        if self._connection and _has_ended(self._connection):
            await self._disconnect()
        if self._connection is None:
            self._connection = await self._pool.getconn(CONNECT_SECONDS)
        return self._connection

    async def _disconnect(self) -> None:
        """Give our connection back to the pool, which keeps it only if it is sound."""
        connection, self._connection = self._connection, None
        if connection:
            await self._pool.putconn(connection)

    async def _settle(self, batch: list[_Request], error: Exception) -> None:
        """One document's fault fails that document only: the others are tried alone."""
        retry = len(batch) > 1 and not isinstance(error, psycopg.OperationalError | PoolTimeout)
        logger.error("A commit of %d documents failed: %s", len(batch), error)
        for request in batch:
            if retry:
                await self._commit([request])
            elif not request.done.cancelled():
                request.done.set_exception(CommitFailed())


def _has_ended(connection: AsyncConnection) -> bool:
    """Whether Postgres has closed an idle connection; hardly anything else is said unasked."""
    if connection.closed:
        return True
    ear = select.poll()
    ear.register(connection.fileno(), select.POLLIN)
    return bool(ear.poll(0))
