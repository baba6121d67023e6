"""The update log: gapless numbers in commit order, whoever writes at the same time."""

import asyncio
import random
from uuid import UUID

import psycopg
import pytest
from asgiref.sync import sync_to_async
from psycopg_pool import AsyncConnectionPool

from documents import storage
from documents.core.effects import Author, LogRow
from documents.models import Document, UpdateRow, User
from documents.realtime.loader import Unavailable, load_replica
from documents.realtime.log_writer import AccessMoved, CommitFailed, LogWriter
from documents.replica.pool import Pool
from documents.services import people
from documents.tests.realtime.conftest import NewDocuments

ALICE = Author(None, "Alice")


def row(content: bytes, author: Author = ALICE) -> tuple[LogRow, ...]:
    """One row; the log does not look inside."""
    return (LogRow(author, content),)


async def sequences(database: AsyncConnectionPool, document: UUID) -> list[int]:
    """The sequence numbers in a document's log."""
    async with database.connection() as connection:
        return [number for number, _ in await storage.rows_after(connection, document, 0)]


async def test_two_writers_of_the_same_documents_leave_no_gap_and_no_double(
    new_documents: NewDocuments, database: AsyncConnectionPool
) -> None:
    rng = random.Random(7)
    documents = await sync_to_async(new_documents)(5)
    writers = [LogWriter(database), LogWriter(database)]
    running = [asyncio.create_task(writer.run()) for writer in writers]

    async def write(writer: LogWriter, document: UUID) -> list[int]:
        taken: list[int] = []
        for _ in range(20):
            rows = row(b"x") * rng.randint(1, 3)
            first, last = await writer.append(document, rows, 1)
            assert last - first + 1 == len(rows)
            taken += range(first, last + 1)
        return taken

    work = [write(writer, document) for document in documents for writer in writers]
    taken = await asyncio.gather(*work)
    for place, document in enumerate(documents):
        numbers = sorted(taken[2 * place] + taken[2 * place + 1])
        assert numbers == list(range(2, len(numbers) + 2))
        assert await sequences(database, document) == [1, *numbers]
    for task in running:
        task.cancel()


async def test_nothing_is_written_when_access_has_moved_and_others_in_the_batch_are(
    new_documents: NewDocuments, database: AsyncConnectionPool
) -> None:
    one, two = await sync_to_async(new_documents)(2)
    writer = LogWriter(database)
    stale = asyncio.create_task(writer.append(one, row(b"x"), 0))
    fresh = asyncio.create_task(writer.append(two, row(b"y"), 1))
    running = asyncio.create_task(writer.run())
    with pytest.raises(AccessMoved):
        await stale
    assert await fresh == (2, 2)
    assert await sequences(database, one) == [1]
    running.cancel()


async def test_rows_keep_their_author_and_outlive_the_account(
    author: User, new_documents: NewDocuments, database: AsyncConnectionPool
) -> None:
    (document,) = await sync_to_async(new_documents)(1)
    bob = await User.objects.acreate(email="bob@example.org", name="Bob")
    rows = row(b"x", Author(author.pk, "Alice")) + row(b"y", Author(bob.pk, "Gone"))
    async with database.connection() as connection:
        await storage.append(connection, [storage.Pending(document, rows, 1)])
    await bob.adelete()
    logged = UpdateRow.objects.filter(document=document, seq__gt=1).order_by("seq")
    found = [values async for values in logged.values_list("author_id", "author_name")]
    assert found == [(author.pk, "Alice"), (None, "Gone")]


@pytest.mark.parametrize("change", ["signed out", "locked out", "deleted"])
async def test_nothing_is_written_for_an_author_whose_access_has_ended(
    new_documents: NewDocuments, database: AsyncConnectionPool, change: str
) -> None:
    one, two = await sync_to_async(new_documents)(2)
    bob = await User.objects.acreate(email="bob@example.org", name="Bob")
    bobs = Author(bob.pk, "Bob", bob.access_version)
    match change:
        case "signed out":
            await sync_to_async(people.sign_out_everywhere)(bob)
        case "locked out":
            await sync_to_async(people.set_active)(bob, active=False)
        case "deleted":
            await bob.adelete()
    async with database.connection() as connection:
        mixed = storage.Pending(one, row(b"x") + row(b"y", bobs), 1)
        others = storage.Pending(two, row(b"z"), 1)
        assert set(await storage.append(connection, [mixed, others])) == {two}
    assert await sequences(database, one) == [1]


async def test_a_commit_without_a_database_fails_and_says_so(
    new_documents: NewDocuments,
) -> None:
    (document,) = await sync_to_async(new_documents)(1)
    nowhere = AsyncConnectionPool("host=/nonexistent", open=False, timeout=0.1)
    await nowhere.open()
    writer = LogWriter(nowhere)
    running = asyncio.create_task(writer.run())
    with pytest.raises(CommitFailed):
        await writer.append(document, row(b"x"), 1)
    running.cancel()
    await nowhere.close()


async def test_a_document_that_does_not_exist_cannot_be_loaded(
    database: AsyncConnectionPool, replicas: Pool
) -> None:
    with pytest.raises(Unavailable):
        await load_replica(database, replicas, UUID(int=0))


async def test_a_poisoned_row_is_put_in_quarantine_and_the_rest_is_loaded(
    new_documents: NewDocuments, database: AsyncConnectionPool, replicas: Pool
) -> None:
    (document,) = await sync_to_async(new_documents)(1)
    good = bytes.fromhex("0101e807000401017402686900")
    async with database.connection() as connection:
        rows = row(b"nonsense") + row(good)
        await storage.append(connection, [storage.Pending(document, rows, 1)])
    loaded = await load_replica(database, replicas, document)
    assert loaded.damaged
    assert loaded.head == 3
    bad = UpdateRow.objects.filter(document=document, quarantined=True)
    assert [seq async for seq in bad.values_list("seq", flat=True)] == [2]
    again = await load_replica(database, replicas, document)
    assert again.damaged
    assert b"hi" in (await replicas.diff(document, b"\x00")).update


async def test_a_dead_connection_is_not_used_again(
    new_documents: NewDocuments, database: AsyncConnectionPool
) -> None:
    (document,) = await sync_to_async(new_documents)(1)
    async with database.connection() as connection:
        with pytest.raises(psycopg.OperationalError):
            await connection.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    assert await sequences(database, document) == [1]
    assert await Document.objects.filter(pk=document, head_seq=1).aexists()
