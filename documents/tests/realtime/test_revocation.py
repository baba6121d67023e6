"""Access taken away while updates are in flight: nothing is written after that was done."""

import asyncio
import random
from collections.abc import Callable
from uuid import UUID

from asgiref.sync import sync_to_async
from psycopg_pool import AsyncConnectionPool

from documents.core.effects import Author, LogRow
from documents.core.roles import Role
from documents.models import Document, User
from documents.realtime.log_writer import AccessMoved, LogWriter
from documents.services import documents, links, people
from documents.tests.realtime.conftest import NewDocuments

RACES = 200
SEED = 20261121


def revoke(document: Document, writer: User, rng: random.Random) -> Callable[[], object]:
    """One way of taking away the writer's right to write in the document."""
    return rng.choice(
        [
            lambda: links.switch(document, None),
            lambda: links.switch(document, Role.VIEW),
            lambda: documents.trash(document),
            lambda: people.set_active(writer, active=False),
            lambda: people.sign_out_everywhere(writer),
        ]
    )


async def write_until_refused(log: LogWriter, document: UUID, author: Author, version: int) -> int:
    """Write rows one after the other; returns how many were acknowledged."""
    for count in range(10_000):
        try:
            await log.append(document, (LogRow(author, b"x"),), version)
        except AccessMoved:
            return count
    raise AssertionError("nobody was ever refused")


async def test_no_update_is_written_after_access_was_taken_away(
    author: User, new_documents: NewDocuments, database: AsyncConnectionPool
) -> None:
    rng = random.Random(SEED)
    log = LogWriter(database)
    running = asyncio.create_task(log.run())
    bob = await sync_to_async(User.objects.create_user)("bob@example.org", name="Bob")
    written = 0
    for race in range(RACES):
        (pk,) = await sync_to_async(new_documents)(1)
        await sync_to_async(people.set_active)(bob, active=True)
        document = await Document.objects.aget(pk=pk)
        author_now = Author(bob.pk, "Bob", bob.access_version)
        writing = asyncio.create_task(
            write_until_refused(log, pk, author_now, document.access_version)
        )
        await asyncio.sleep(rng.random() * 0.01)
        await sync_to_async(revoke(document, bob, rng))()
        await document.arefresh_from_db()
        head = document.head_seq
        acknowledged = await writing
        await document.arefresh_from_db()
        assert document.head_seq == head == 1 + acknowledged, f"race {race}, seed {SEED}"
        written += acknowledged
    assert written > RACES
    running.cancel()
