"""A reader that never reads: it costs little memory and nobody's time, and it can come back."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import psutil
from websockets.asyncio.client import connect

from collab.embedded.web import Web
from documents.core import close_codes
from documents.core.messages import SyncStatus, Update
from documents.tests.core.updates import deleting, item, section, text, update
from documents.tests.faults.typists import log
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.http_socket import dial
from documents.tests.harness.node import Protocol
from documents.tests.harness.people import Person
from documents.tests.harness.socket import EMPTY, Line, RawClient, Transport, raw_client
from documents.tests.harness.stage import Typist
from documents.tests.harness.yjs import read_logs_with_yjs

PROCESS = 5
"""A web process that no other test uses."""
PASTES = 80
PASTE_BYTES = 250_000
"""Each paste replaces the one before: together far more than the system's own buffers take."""
WAYS: list[tuple[Protocol, Transport]] = [
    ("y-websocket", "websocket"),
    ("hocuspocus", "websocket"),
    ("hocuspocus", "http"),
]
BUFFER_BYTES = 1 << 16
GROWTH_BYTES = 10_000_000
"""What a reader that does not read may cost."""


class Paster:
    """Somebody who replaces a long text by another."""

    def __init__(self, client: RawClient, number: int) -> None:
        self.client = client
        self.number = number
        self.clock = 0

    async def paste(self) -> None:
        """Replace the text; fails when it is not saved."""
        last = (self.clock - PASTE_BYTES, PASTE_BYTES)
        deletes = deleting(self.number, last) if self.clock else b"\x00"
        pasted = section(self.number, self.clock, item(4, text("x" * PASTE_BYTES), root="txt"))
        await self.client.send(Update(update(pasted, deletes=deletes)))
        self.clock += PASTE_BYTES
        await self.client.hears(SyncStatus(saved=True))


@dataclass(frozen=True, slots=True)
class Cost:
    """What others' work took: the slowest twentieth of letters in seconds, the most memory."""

    p95: float
    memory: int


async def work(web: Web, person: Person, document: str) -> Cost:
    """Paste and type, until everything is saved."""
    times, most = [], 0
    async with (
        raw_client(web, "hocuspocus", document, person) as one,
        raw_client(web, "hocuspocus", document, person) as other,
    ):
        paster, typist = Paster(one, 601), Typist(other, 602)
        for _ in range(PASTES):
            await paster.paste()
            began = time.monotonic()
            await typist.type()
            times.append(time.monotonic() - began)
            most = max(most, memory(web))
    return Cost(sorted(times)[len(times) * 95 // 100], most)


def memory(web: Web) -> int:
    """What the web process and its workers occupy, in bytes."""
    assert web.process is not None
    process = psutil.Process(web.process.pid)
    return sum(p.memory_info().rss for p in (process, *process.children()))


@asynccontextmanager
async def deaf_client(
    web: Web, protocol: Protocol, transport: Transport, document: str, person: Person
) -> AsyncIterator[RawClient]:
    """A client that asks for a document and reads nothing before it is told to."""
    ticket = person.ticket(document)
    path = f"y/{document}?ticket={ticket}" if protocol == "y-websocket" else "hocuspocus"
    async with deaf_line(web, transport, path) as line:
        client = RawClient(line, protocol, document)
        if protocol == "hocuspocus":
            await client.send_token(ticket)
        await client.send(EMPTY)
        yield client


@asynccontextmanager
async def deaf_line(web: Web, transport: Transport, path: str) -> AsyncIterator[Line]:
    """A socket for which the system keeps little."""
    if transport == "http":
        async with dial([f"{web.url}/http/{path}"], {}, buffer=BUFFER_BYTES) as http_line:
            yield http_line
        return
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER_BYTES)
    line.connect((web.host, web.port))
    address = f"{web.url.replace('http', 'ws', 1)}/ws/{path}"
    async with connect(address, sock=line, max_size=None, max_queue=1) as websocket:
        yield websocket


async def test_a_reader_that_never_reads_costs_little_and_comes_back(cluster: Cluster) -> None:
    alice = Person("Alice", cluster.web(PROCESS)).sign_up(cluster)
    alone, *watched = [await cost_with_a_deaf_reader(cluster, alice, how) for how in (None, *WAYS)]
    print(f"alone: {alone}")
    for cost in watched:
        print(f"with a reader that does not read: {cost}")
        assert cost.memory - alone.memory < GROWTH_BYTES
        assert cost.p95 < 3 * alone.p95 + 0.1


async def cost_with_a_deaf_reader(
    cluster: Cluster, person: Person, how: tuple[Protocol, Transport] | None
) -> Cost:
    """Have others work beside such a reader, or without one; it then comes back."""
    # A fresh process each, so that what one occupies can be compared with another.
    await asyncio.to_thread(cluster.web(PROCESS).stop)
    web = await asyncio.to_thread(cluster.web, PROCESS)
    document = person.new_document()
    if how is None:
        return await work(web, person, document)
    protocol, transport = how
    async with deaf_client(web, protocol, transport, document, person) as deaf:
        cost = await work(web, person, document)
        await deaf.hears_close(close_codes.TRY_AGAIN)
    async with raw_client(web, protocol, document, person) as back:
        await back.send(EMPTY)
        read, logged = read_logs_with_yjs([[await back.hears_step_2()], log(cluster, document)])
    assert read == logged
    assert logged["t"] == [{"insert": "x" * PASTE_BYTES}]
    return cost
