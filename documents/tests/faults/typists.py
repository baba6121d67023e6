"""People who type without pause while things break, and the account of what they were promised."""

import asyncio
import itertools
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from documents.tests.harness.cluster import Cluster
from documents.tests.harness.network import Network
from documents.tests.harness.node import NodeClient, Protocol, Typed
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import until
from documents.tests.harness.yjs import read_logs_with_yjs

BACK_SECONDS = 5.0
"""After a fault everybody is in step again within this time."""
TICKET_SECONDS = 120.0
"""How old the tickets of typists may become; the server takes them for ten minutes."""
PATIENCE_SECONDS = 15.0
"""How long a test waits for that, on a machine that is busy with other things too."""


@dataclass(slots=True, eq=False)
class Typist:
    """One client that types words nobody else types."""

    name: str
    protocol: Protocol
    client: NodeClient
    process: int
    rows: int = 0

    async def typed(self) -> Typed:
        """How many words were typed and acknowledged."""
        return await self.client.typed()

    async def types(self, words: int) -> None:
        """Wait until so many more words have been typed."""
        enough = (await self.typed()).typed + words
        await until(self.typed, lambda now: now.typed >= enough)


@dataclass(slots=True)
class Typists:
    """Everybody who types in one document."""

    start_client: Callable[[], Awaitable[NodeClient]]
    cluster: Cluster
    owner: Person
    document: str
    present: list[Typist] = field(default_factory=list)
    promised: set[str] = field(default_factory=set)
    every: float = 25.0
    """Milliseconds between two words of one typist."""
    _renewed: float = field(default_factory=time.monotonic)
    _names: "itertools.count[int]" = field(default_factory=itertools.count)

    async def join(
        self, process: int, protocol: Protocol = "y-websocket", *, through: Network | None = None
    ) -> Typist:
        """One more typist, on the cluster's web process of that number."""
        starting = asyncio.to_thread(self.cluster.web, process)
        web, client = await asyncio.gather(starting, self.start_client())
        typist = Typist(f"t{next(self._names)}", protocol, client, process)
        ticket = self.owner.ticket(self.document)
        url = through.url if through else web.url
        await client.connect(protocol, url, self.document, ticket)
        await client.synced()
        await client.type(typist.name, every=self.every)
        self.present.append(typist)
        return typist

    @asynccontextmanager
    async def elsewhere(self) -> "AsyncIterator[Typists]":
        """Nobody yet, in a new document of the same person; whoever joins leaves in the end."""
        others = replace(self, document=self.owner.new_document(), present=[], promised=set())
        try:
            yield others
        finally:
            for typist in others.present:
                await typist.client.close()

    async def vanish(self, typist: Typist) -> None:
        """A typist's machine dies: only the server has now what was acknowledged to them."""
        await self.account()
        self.present.remove(typist)
        await typist.client.close()

    async def account(self) -> None:
        """Write down every word that has been acknowledged so far."""
        for typist in self.present:
            count = (await typist.typed()).acknowledged
            self.promised |= {f"{typist.name}-{number}" for number in range(count)}

    async def back_in_step(self, *, seconds: float = PATIENCE_SECONDS) -> float:
        """Wait until every typist sees what every other types now; returns how long that took."""
        await self._renew_tickets()
        began = time.monotonic()
        wanted = [f"{typist.name}-{(await typist.typed()).typed} " for typist in self.present]
        lacking = await asyncio.gather(
            *(typist.client.lacks(wanted, seconds=seconds) for typist in self.present)
        )
        assert not any(lacking), lacking
        return time.monotonic() - began

    async def _renew_tickets(self) -> None:
        """Give everybody a new ticket now and then, so that they can come back in a long test."""
        if time.monotonic() - self._renewed > TICKET_SECONDS:
            self._renewed = time.monotonic()
            for typist in self.present:
                await typist.client.renew(self.owner.ticket(self.document))

    async def finish(self) -> int:
        """Stop typing, and hold the server to its word; returns how many words were promised.

        Everybody's replica is equal, and equal to the log as yjs reads it. Each word that was
        typed by those still here, or acknowledged to those gone, is there exactly once.
        """
        await self.account()
        for typist in self.present:
            await typist.client.rest()
        counts = [(typist.name, (await typist.typed()).typed) for typist in self.present]
        self.promised |= {f"{name}-{number}" for name, count in counts for number in range(count)}

        async def everything() -> Sequence[str]:
            texts = await asyncio.gather(*(typist.client.text() for typist in self.present))
            return [logged_text(self.cluster, self.document), *texts]

        texts = await until(everything, lambda texts: len(set(texts)) == 1)
        words = texts[0].split()
        assert len(words) == len(set(words)), "a word is there twice"
        assert self.promised <= set(words), sorted(self.promised - set(words))
        return len(self.promised)

    def check_log(self) -> None:
        """Every acknowledged word is in the log at this moment."""
        missing = self.promised - set(logged_text(self.cluster, self.document).split())
        assert not missing, sorted(missing)


def slowest(times: Sequence[float], promised: float = BACK_SECONDS) -> float:
    """Return the longest of these; fails unless nine in ten kept the promise.

    One in ten may have met the machine at its busiest.
    """
    assert sorted(times)[len(times) * 9 // 10 - 1] < promised, times
    return max(times)


def log(cluster: Cluster, document: str) -> list[bytes]:
    """The rows of a document's log."""
    with cluster.connect() as connection:
        rows = connection.execute(
            "SELECT data FROM documents_update WHERE document_id = %s ORDER BY seq", (document,)
        ).fetchall()
    return [data for (data,) in rows]


def logged_text(cluster: Cluster, document: str) -> str:
    """The text of a document as yjs reads it from the rows of its log."""
    (content,) = read_logs_with_yjs([log(cluster, document)])
    return re.sub(r"<[^>]*>", "", content["default"])
