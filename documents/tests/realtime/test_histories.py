"""300 editing histories made by yjs, on their whole way: parser, worker, log, checkpoint."""

import random
from uuid import UUID

from asgiref.sync import sync_to_async
from psycopg_pool import AsyncConnectionPool

from documents import storage
from documents.core.check import Candidate, Verdict
from documents.core.effects import Author, LogRow
from documents.models import User
from documents.realtime.loader import load_replica
from documents.replica.pool import Pool
from documents.replica.ydoc import merge
from documents.services.checkpoints import compact
from documents.tests.harness.yjs import read_with_yjs
from documents.tests.histories import histories
from documents.tests.realtime.conftest import NewDocuments

NOTHING = b"\x00"
CHECKPOINT_EVERY = 5
"""Each checkpoint starts a process; the replica's own tests make one of every history."""


class Path:
    """The way of updates into the log, as a room goes it."""

    def __init__(self, database: AsyncConnectionPool, replicas: Pool, author: User) -> None:
        self.database = database
        self.replicas = replicas
        self.author = Author(author.pk, author.name)

    async def open(self, document: UUID) -> None:
        """Load the document from the log, as a process does that has never seen it."""
        loaded = await load_replica(self.database, self.replicas, document)
        assert not loaded.damaged

    async def write(self, document: UUID, kind: str, updates: list[bytes]) -> None:
        """Have a batch checked and committed; every update is an honest one."""
        candidates = [
            Candidate("step2" if kind == "step2" else "update", update, 0, writable=True)
            for update in updates
        ]
        result = await self.replicas.check(document, candidates)
        assert set(result.verdicts) <= {Verdict.ACCEPTED, Verdict.NOTHING_NEW}
        rows = tuple(LogRow(self.author, row.update) for row in result.rows)
        if rows:
            async with self.database.connection() as connection:
                pending = storage.Pending(document, rows, access_version=1)
                assert document in await storage.append(connection, [pending])

    async def state(self, document: UUID) -> bytes:
        """What somebody who opens the document is sent."""
        await self.open(document)
        return (await self.replicas.diff(document, NOTHING)).update


def assert_read_alike(states: list[bytes]) -> None:
    """Compare with what each history leads to, as yjs reads it."""
    for number, (content, history) in enumerate(
        zip(read_with_yjs(states), histories(), strict=True)
    ):
        del content["default"]  # the seed
        assert content == history.content, f"history {number}"


async def type_live(
    path: Path, document: UUID, updates: tuple[bytes, ...], rng: random.Random
) -> None:
    """Write a history in batches of random size."""
    position = 0
    while position < len(updates):
        end = position + rng.randint(1, 8)
        await path.write(document, "update", list(updates[position:end]))
        position = end


async def test_histories_typed_live_survive_the_log_and_a_checkpoint(
    author: User, new_documents: NewDocuments, database: AsyncConnectionPool, replicas: Pool
) -> None:
    rng = random.Random(1)
    path = Path(database, replicas, author)
    states = []
    documents = await sync_to_async(new_documents)(len(histories()))
    for number, (history, document) in enumerate(zip(histories(), documents, strict=True)):
        half = len(history.updates) // 2
        await path.open(document)
        await type_live(path, document, history.updates[:half], rng)
        if number % CHECKPOINT_EVERY == 0:
            assert (await compact(database, replicas, document)).rows
        await type_live(path, document, history.updates[half:], rng)
        states.append(await path.state(document))
    assert_read_alike(states)


async def test_histories_that_come_as_one_shuffled_step_2_survive_the_log(
    author: User, new_documents: NewDocuments, database: AsyncConnectionPool, replicas: Pool
) -> None:
    rng = random.Random(2)
    path = Path(database, replicas, author)
    states = []
    documents = await sync_to_async(new_documents)(len(histories()))
    for history, document in zip(histories(), documents, strict=True):
        updates = list(history.updates)
        rng.shuffle(updates)
        await path.open(document)
        await path.write(document, "step2", [merge(updates)])
        states.append(await path.state(document))
    assert_read_alike(states)
