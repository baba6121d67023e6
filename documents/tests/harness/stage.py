"""The scene of an attack: an attacker in a document with others, and somebody in another one."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psutil

from collab.embedded.web import Web
from documents.core.messages import SyncStatus, Update
from documents.tests.core.updates import after, item, section, text, update
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.node import Protocol
from documents.tests.harness.people import Person
from documents.tests.harness.socket import RawClient, raw_client

CALM_SECONDS = 2.0
"""In which others' typing is acknowledged, on a busy machine, whatever an attacker does."""


class Typist:
    """Somebody who types into a document and expects to be acknowledged."""

    def __init__(self, client: RawClient, number: int) -> None:
        self.client = client
        self.number = number
        self.clock = 0

    async def type(self) -> None:
        """Type a letter; fails when it is not saved in time."""
        letter = item(4, text("a")) if not self.clock else self._next_letter()
        await self.client.send(Update(update(section(self.number, self.clock, letter))))
        self.clock += 1
        await self.client.hears(SyncStatus(saved=True))

    def _next_letter(self) -> bytes:
        return after((self.number, self.clock - 1), 4, text("a"))


class Stage:
    """The attacker, the document under attack, and those who want to go on typing."""

    def __init__(self, web: Web, cluster: Cluster, mallory: Person, document: str) -> None:
        self.web = web
        self.cluster = cluster
        self.mallory = mallory
        self.document = document
        self.typists: list[Typist] = []

    def rows(self) -> int:
        """How many rows the log has of somebody other than the victim."""
        query = """
            SELECT count(*) FROM documents_update
            WHERE document_id = %s AND author_id = (SELECT id FROM documents_user WHERE email = %s)
        """
        with self.cluster.connect() as connection:
            row = connection.execute(query, (self.document, self.mallory.email)).fetchone()
        assert row is not None
        return int(row[0])

    @asynccontextmanager
    async def attack(self, protocol: Protocol) -> AsyncIterator[RawClient]:
        """Mallory, in step with the document; afterwards nothing is stored, all others type on."""
        before = self.rows()
        async with raw_client(self.web, protocol, self.document, self.mallory) as client:
            yield client
            assert self.rows() == before
        await self.all_type()

    async def all_type(self, seconds: float = CALM_SECONDS) -> None:
        """Everybody else types a letter and has it saved within some seconds."""
        started = time.monotonic()
        await asyncio.gather(*(typist.type() for typist in self.typists))
        assert time.monotonic() - started < seconds

    def memory(self) -> int:
        """What the web process and its workers occupy, in bytes."""
        assert self.web.process is not None
        process = psutil.Process(self.web.process.pid)
        return sum(p.memory_info().rss for p in (process, *process.children(recursive=True)))


@asynccontextmanager
async def staged(cluster: Cluster) -> AsyncIterator[Stage]:
    """A scene with fresh people and documents."""
    web = cluster.web(0)
    alice, carol = Person("Alice", web).sign_up(cluster), Person("Carol", web).sign_up(cluster)
    mallory = Person("Mallory", web).sign_up(cluster)
    document, elsewhere = alice.new_document(), carol.new_document()
    alice.share(document, "edit")
    mallory.get(alice.link(document))
    stage = Stage(web, cluster, mallory, document)
    async with (
        raw_client(web, "hocuspocus", document, alice) as victim,
        raw_client(web, "hocuspocus", elsewhere, carol) as neighbour,
    ):
        stage.typists = [Typist(victim, 501), Typist(neighbour, 502)]
        yield stage
