"""The disk under Postgres is full: nothing is acknowledged, and all is saved once there is room."""

import asyncio
import resource
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest

from collab.embedded.postgres import Postgres
from documents.tests.e2e.writing import Writers
from documents.tests.faults.conftest import strikes
from documents.tests.faults.typists import Typists, logged_text
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.people import Person
from documents.tests.harness.socket import EMPTY, raw_client
from documents.tests.harness.waiting import until
from documents.tests.harness.yjs import read_with_yjs

SECONDS = 30.0
WAL_BYTES = 16 * 1024 * 1024
"""The size of a file of the log of transactions."""
SMALL_FILE_BYTES = 4 * 1024 * 1024
"""Shared memory is made of files too, and has to fit."""
ROW_BYTES = 1900
"""About the longest row that is not stored aside."""


class Disk:
    """The disk under a Postgres; when it is full, files stop growing (RLIMIT_FSIZE)."""

    def __init__(self, postgres: Postgres) -> None:
        self._postgres = postgres

    def fill(self, largest: int) -> None:
        """From now on no file grows beyond so many bytes."""
        assert self._postgres.process is not None
        server = psutil.Process(self._postgres.process.pid)
        self._limit(server, largest)
        for child in server.children():
            self._limit(child, largest)

    def clear(self) -> None:
        """There is room again."""
        self.fill(resource.RLIM_INFINITY)

    def _limit(self, process: psutil.Process, largest: int) -> None:
        def limit() -> None:
            with suppress(ProcessLookupError):
                resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (largest, -1))

        # As the server's user: in a container, root has no power over the limits of others.
        account = self._postgres.account
        who = account.arguments() if account else {}
        subprocess.run(["true"], check=True, preexec_fn=limit, **who)


@pytest.fixture(scope="module")
def cluster(
    own_postgres: Postgres,
    redis_url: str,
    built_pages: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Cluster]:
    """Web processes on a Postgres of their own."""
    directory: Path = tmp_path_factory.mktemp("web")
    cluster = Cluster(own_postgres.url(), redis_url, directory)
    yield cluster
    cluster.close()


@pytest.fixture
def disk(own_postgres: Postgres) -> Disk:
    """The disk under the cluster's Postgres."""
    return Disk(own_postgres)


def fill_log(cluster: Cluster, disk: Disk, document: str) -> None:
    """Leave no room for another row of the log, while the log of the transactions has some.

    The rows of a document that nobody opens take up all there is.
    """
    with cluster.connect() as connection:
        number = 1_000_000

        def insert(size: int, count: int) -> None:
            nonlocal number
            number += count
            connection.execute(
                "INSERT INTO documents_update (document_id, seq, author_name, data)"
                " SELECT %s, %s - n, '', convert_to(repeat('x', %s), 'UTF8')"
                " FROM generate_series(0, %s - 1) AS n",
                (document, number, size, count),
            )

        def log_bytes() -> int:
            row = connection.execute("SELECT pg_relation_size('documents_update')").fetchone()
            assert row is not None
            return int(row[0])

        while log_bytes() <= WAL_BYTES:
            insert(ROW_BYTES, 1000)
        connection.execute("VACUUM documents_update")  # whatever room there is, is known
        connection.execute("CHECKPOINT")  # later ones have nothing to write beyond the limit
        disk.fill(log_bytes())
        for size in (ROW_BYTES, 200, 0):
            with suppress(psycopg.InternalError):
                while True:
                    insert(size, 1)


def write_transactions(cluster: Cluster) -> None:
    """Go on until the log of transactions cannot be written, which Postgres does not survive."""
    with suppress(psycopg.Error), cluster.connect() as connection:
        for _ in range(WAL_BYTES // 1_000_000 + 1):
            connection.execute("SELECT pg_logical_emit_message(true, '', repeat('x', 1000000))")


async def gather(typists: Typists) -> None:
    """Have people type on two processes, in both protocols."""
    await typists.join(0, "hocuspocus")
    await typists.join(1)
    await typists.join(0)


async def acknowledged(typists: Typists) -> list[int]:
    """How many words of each have been acknowledged."""
    return [(await typist.typed()).acknowledged for typist in typists.present]


async def type_in_vain(typists: Typists) -> None:
    """Type until nothing is acknowledged any more, and on: nothing is."""

    async def type_on(words: int) -> bool:
        before = await acknowledged(typists)
        await typists.present[-1].types(words)
        return await acknowledged(typists) == before

    # What was under way arrives, and somebody may find room for a last row.
    await until(lambda: type_on(10), bool, seconds=SECONDS)
    assert await type_on(40)


async def test_nothing_is_acknowledged_on_a_full_disk_while_everything_can_be_read(
    typists: Typists, alice: Person, cluster: Cluster, disk: Disk
) -> None:
    await gather(typists)
    servers = [cluster.web(number).process for number in (0, 1)]
    for _ in range(strikes(1)):
        await asyncio.to_thread(fill_log, cluster, disk, alice.new_document())
        try:
            await type_in_vain(typists)
            assert alice.get(f"/d/{typists.document}/").status == 200
            await typists.account()
            async with raw_client(alice.web, "hocuspocus", typists.document, alice) as reader:
                await reader.send(EMPTY)
                (seen,) = read_with_yjs([await reader.hears_step_2()])
            assert all(f"{word} " in seen["default"] for word in typists.promised)
        finally:
            disk.clear()
        await typists.back_in_step(seconds=SECONDS)
    assert [cluster.web(number).process for number in (0, 1)] == servers
    print(f"{await typists.finish()} words promised")


async def test_a_postgres_that_dies_of_a_full_disk_comes_back_when_there_is_room(
    typists: Typists, cluster: Cluster, own_postgres: Postgres, disk: Disk
) -> None:
    await gather(typists)
    for _ in range(strikes(1)):
        disk.fill(SMALL_FILE_BYTES)
        await asyncio.to_thread(write_transactions, cluster)
        assert own_postgres.process is not None
        await asyncio.to_thread(own_postgres.process.wait, SECONDS)
        await type_in_vain(typists)
        # Started again, as `make run` does: now there is room.
        await asyncio.to_thread(own_postgres.start)
        await typists.back_in_step(seconds=SECONDS)
    print(f"{await typists.finish()} words promised")


async def test_the_page_says_that_nothing_is_saved_and_saves_it_when_there_is_room(
    alice: Person, cluster: Cluster, disk: Disk, writers: Writers, typists: Typists
) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{typists.document}/", alice)
    await writer.type("before ")
    await writer.saved()
    await asyncio.to_thread(fill_log, cluster, disk, alice.new_document())
    try:
        await writer.type("meanwhile ")
        await writer.reads("Not saved: trying again. Keep this page open")
        await writer.type("and on")
    finally:
        disk.clear()
    await writer.saved()
    assert logged_text(cluster, typists.document) == "before meanwhile and on"
