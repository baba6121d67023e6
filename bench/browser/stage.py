"""A Collab of its own, a long document in it, and the people who write there."""

import asyncio
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from collab.embedded import frontend, redis
from collab.embedded.paths import socket_directory
from collab.embedded.postgres import Postgres
from collab.embedded.redis import Redis
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.people import Person

SCRIPT = Path(__file__).with_name("typists.mjs")
PHASE_SECONDS = 120.0


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """One web process as shipped, with a Postgres and a Redis, all gone afterwards."""
    binary = redis.binary()
    assert binary is not None, "the benchmark needs a Redis server"
    frontend.build()
    with TemporaryDirectory(prefix="collab-bench-") as name:
        directory = Path(name)
        postgres = Postgres(directory / "postgres", socket_directory(directory, "postgres"))
        server = Redis(binary, socket_directory(directory, "redis"), directory / "redis.log")
        postgres.start()
        server.start()
        try:
            cluster = Cluster(postgres.url(), server.url, directory)
            cluster.web(0)
            yield cluster
            cluster.close()
        finally:
            server.stop()
            postgres.stop()


@dataclass(frozen=True, slots=True)
class Typists:
    """Several people in one Node process, see typists.mjs."""

    process: Process

    async def do(self, action: str, argument: int = 0) -> None:
        """Have all of them `write` so many pages, `type` from now on, or `rest`."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{action} {argument}\n".encode())
        await self.hear(action)

    async def hear(self, word: str) -> None:
        """Wait until the process says this."""
        assert self.process.stdout is not None
        line = await asyncio.wait_for(self.process.stdout.readline(), PHASE_SECONDS)
        assert line.decode().strip() == word, line


@asynccontextmanager
async def typists(
    cluster: Cluster, owner: Person, document: str, count: int
) -> AsyncIterator[Typists]:
    """So many people, each with an account, connected to the document."""
    owner.share(document, "edit")
    tickets = []
    for number in range(count):
        person = Person(f"Typist{number}", owner.web).sign_up(cluster)
        person.get(owner.link(document))
        tickets.append(person.ticket(document))
    url = f"{owner.web.url.replace('http', 'ws', 1)}/ws/hocuspocus"
    process = await asyncio.create_subprocess_exec(
        "node", SCRIPT, url, document, *tickets,
        stdin=PIPE, stdout=PIPE, env=frontend.find_node().environment(),
    )  # fmt: skip
    people = Typists(process)
    try:
        await people.hear("ready")
        yield people
    finally:
        process.kill()
        await process.wait()
