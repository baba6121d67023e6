"""Checkpoints: opening stays cheap, and nothing that goes wrong on the way costs anything."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import psycopg
import pytest
from asgiref.sync import sync_to_async
from psycopg_pool import AsyncConnectionPool

from documents import storage
from documents.core.effects import Author, LogRow
from documents.core.lib0 import Writer
from documents.models import Checkpoint, Document
from documents.realtime import hub
from documents.realtime.loader import load_replica
from documents.replica.pool import Pool
from documents.services import checkpoints
from documents.services.checkpoints import NotCompacted, compact
from documents.tests.harness.waiting import equal
from documents.tests.realtime.conftest import NewDocuments

ALICE = Author(None, "Alice")


def words(count: int, first: int = 0) -> tuple[LogRow, ...]:
    """Rows of two letters each, every one by a client of its own."""
    rows = []
    for number in range(first, first + count):
        writer = Writer()
        writer.var_uint(1000 + number)
        update = b"\x01\x01" + writer.to_bytes() + bytes.fromhex("000401017402686900")
        rows.append(LogRow(ALICE, update))
    return tuple(rows)


async def write(database: AsyncConnectionPool, document: UUID, rows: tuple[LogRow, ...]) -> None:
    async with database.connection() as connection:
        assert await storage.append(connection, [storage.Pending(document, rows, 1)])


async def stored(document: UUID) -> list[int]:
    """The rows of which there are checkpoints."""
    found = Checkpoint.objects.filter(document=document).order_by("seq")
    return [seq async for seq in found.values_list("seq", flat=True)]


async def content(database: AsyncConnectionPool, replicas: Pool, document: UUID) -> bytes:
    """What somebody gets who opens the document."""
    await load_replica(database, replicas, document)
    return await replicas.fingerprint(document)


@pytest.fixture
async def document(new_documents: NewDocuments) -> UUID:
    (document,) = await sync_to_async(new_documents)(1)
    return document


async def test_a_long_tail_is_merged_chunk_by_chunk_and_says_the_same(
    document: UUID,
    database: AsyncConnectionPool,
    replicas: Pool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checkpoints, "CHUNK_ROWS", 40)
    await write(database, document, words(100))
    before = await content(database, replicas, document)
    assert (await compact(database, replicas, document)).rows == 101
    assert await stored(document) == [101]
    assert (await load_replica(database, replicas, document)).tail == 0
    assert await replicas.fingerprint(document) == before
    assert (await compact(database, replicas, document)).rows == 0


async def test_a_chunk_is_bounded_in_bytes_too(
    document: UUID, database: AsyncConnectionPool
) -> None:
    await write(database, document, words(10))
    size = len(words(1)[0].update)
    async with database.connection() as connection:
        tail = await storage.tail(connection, document, 1000, 1)
        assert [sequence for sequence, _ in tail.rows] == [1]
        first = len(tail.rows[0][1])
        tail = await storage.tail(connection, document, 1000, first + 2 * size)
        assert [sequence for sequence, _ in tail.rows] == [1, 2, 3]


async def test_an_older_checkpoint_never_replaces_a_newer_one(
    document: UUID, database: AsyncConnectionPool
) -> None:
    async with database.connection() as connection:
        for sequence in (5, 7, 6, 7):
            await storage.save_checkpoint(connection, document, sequence, b"%d" % sequence)
    newest = await Checkpoint.objects.aget(document=document)
    assert (newest.seq, bytes(newest.state)) == (7, b"7")


async def test_compactors_of_one_document_do_not_get_in_each_others_way(
    document: UUID, database: AsyncConnectionPool, replicas: Pool
) -> None:
    pools = [Pool(0) for _ in range(3)]
    for round_ in range(5):
        await write(database, document, words(20, first=20 * round_))
        before = await content(database, replicas, document)
        racing = [compact(database, pool, document) for pool in pools]
        writing = write(database, document, words(5, first=1000 + 5 * round_))
        await asyncio.gather(*racing, writing)
        await compact(database, replicas, document)
        assert len(await stored(document)) == 1
        assert await content(database, replicas, document) != before
    head = (await Document.objects.aget(pk=document)).head_seq
    assert await stored(document) == [head] == [1 + 5 * 25]
    async with database.connection() as connection:
        log = await storage.log(connection, document, head)
    assert [row.sequence for row in log] == list(range(1, head + 1))
    await replicas.load(document, None, [row.data for row in log])
    whole = await replicas.fingerprint(document)
    assert await content(database, replicas, document) == whole


class Mortal(psycopg.AsyncConnection[tuple[Any, ...]]):
    """A connection that is cut off behind a statement, as if either end were killed."""

    statements_left = 0
    conninfo: Any = ""

    async def execute(self, *args: Any, **kwargs: Any) -> Any:
        cursor = await super().execute(*args, **kwargs)
        Mortal.statements_left -= 1
        if Mortal.statements_left == 0:
            with psycopg.connect(self.conninfo) as killer:
                kill = "SELECT pg_terminate_backend(%s, 10000)"
                killer.execute(kill, (self.info.backend_pid,))
        return cursor


@pytest.fixture
async def mortal(database: AsyncConnectionPool) -> AsyncIterator[AsyncConnectionPool[Any]]:
    """Connections that die."""
    Mortal.conninfo = database.conninfo
    async with AsyncConnectionPool(
        database.conninfo,
        connection_class=Mortal,
        open=False,
        min_size=1,
        kwargs={"autocommit": True},
    ) as mortal:
        yield mortal


async def test_death_between_any_two_steps_leaves_the_old_checkpoint_and_the_log(
    document: UUID, database: AsyncConnectionPool, mortal: AsyncConnectionPool[Any], replicas: Pool
) -> None:
    await compact(database, replicas, document)
    kept = []
    for step in itertools.count(1):
        old = await stored(document)
        await write(database, document, words(10, first=10 * step))
        before = await content(database, replicas, document)
        Mortal.statements_left = step
        try:
            await compact(mortal, replicas, document)
        except NotCompacted:
            kept.append(await stored(document) == old)
        else:
            kept.append(False)
            assert await stored(document) == [1 + 10 * step]
        assert await content(database, replicas, document) == before
        if Mortal.statements_left > 0:
            break
    # Three statements read, three are the transaction that writes.
    assert kept == [*[True] * 6, False]


async def test_nothing_behind_a_row_in_quarantine_is_merged(
    document: UUID, database: AsyncConnectionPool, replicas: Pool
) -> None:
    rows = (*words(3), LogRow(ALICE, b"nonsense"), *words(3, first=3))
    await write(database, document, rows)
    with pytest.raises(NotCompacted):
        await compact(database, replicas, document)
    assert (await load_replica(database, replicas, document)).damaged
    assert (await compact(database, replicas, document)).rows == 4
    assert (await compact(database, replicas, document)).rows == 0
    assert await stored(document) == [4]
    assert (await load_replica(database, replicas, document)).damaged


async def test_a_document_that_vanishes_meanwhile_gets_no_checkpoint(
    document: UUID, database: AsyncConnectionPool, replicas: Pool
) -> None:
    await Document.objects.filter(pk=document).adelete()
    assert (await compact(database, replicas, document)).rows == 0
    async with database.connection() as connection:
        await storage.save_checkpoint(connection, document, 1, b"state")


def test_what_is_large_is_written_anew_less_often() -> None:
    small, large = 10_000, 2_000 * checkpoints.BYTES_PER_ROW
    assert checkpoints.is_due(checkpoints.TAIL, small, quiet=False)
    assert not checkpoints.is_due(1_999, large, quiet=False)
    assert checkpoints.is_due(2_000, large, quiet=False)
    assert checkpoints.is_due(checkpoints.QUIET_TAIL, large, quiet=True)
    assert not checkpoints.is_due(checkpoints.QUIET_TAIL - 1, small, quiet=True)


@pytest.mark.parametrize(
    ("rows", "lingers"),
    [(checkpoints.TAIL, True), (checkpoints.QUIET_TAIL, False)],
    ids=["long", "quiet"],
)
async def test_a_hub_makes_a_checkpoint_of_a_tail_that_is(
    document: UUID,
    database: AsyncConnectionPool,
    monkeypatch: pytest.MonkeyPatch,
    rows: int,
    lingers: bool,
) -> None:
    await write(database, document, words(rows))
    if not lingers:
        monkeypatch.setattr(hub, "LINGER_LOOKS", 0)
    process = hub.Hub()
    await process.start()
    try:
        await process.open(document)
        await equal(lambda: stored(document), [rows + 1])
    finally:
        for task in process._tasks:
            task.cancel()
        await asyncio.gather(*process._tasks, return_exceptions=True)
        await process._services.replicas.close()
        await process._services.database.close()
