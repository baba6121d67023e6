"""The relay loses, doubles and reorders, or is away: people stay in step through the log."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from random import Random

import pytest
import pytest_asyncio

from collab.embedded.redis import Redis
from documents.tests.faults.relay_proxy import RelayProxy, relay_proxy
from documents.tests.faults.site import use_the_site
from documents.tests.faults.typists import Typist, Typists, slowest
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import until

IN_STEP_SECONDS = 2.0
"""However bad the relay is, processes follow the log this closely."""


@pytest.fixture(scope="module")
def relay(own_redis: Redis) -> Iterator[RelayProxy]:
    """What Channels takes for Redis."""
    with relay_proxy(own_redis.socket) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def cluster(
    cluster: Cluster, relay: RelayProxy, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Cluster]:
    """Web processes that hear of each other through that relay only."""
    beside = cluster.beside(relay.url, tmp_path_factory.mktemp("web"))
    yield beside
    beside.close()


@pytest_asyncio.fixture(loop_scope="session")
async def gathered(typists: Typists) -> AsyncIterator[Typists]:
    """People who type on two processes, in both protocols; none of them sees an error."""
    await asyncio.gather(*(asyncio.to_thread(typists.cluster.web, index) for index in (0, 1)))
    joining = (typists.join(0, "hocuspocus"), typists.join(1), typists.join(0), typists.join(1))
    await asyncio.gather(*joining)
    yield typists
    for typist in typists.present:
        status = await typist.client.status()
        assert status["connected"]
        assert not status["closes"]
        assert not status["failures"]


async def last_words(typists: Typists, last: Typist) -> float:
    """Have one type alone, then go on with the others.

    Returns how many seconds after the last word everybody had read the same. Those who are silent
    have nothing of their own to commit, which would show their process what it has missed.
    """
    for typist in typists.present:
        if typist is not last:
            await typist.client.rest()
    await last.types(3)
    await last.client.rest()
    began = time.monotonic()

    async def texts() -> set[str]:
        return set(await asyncio.gather(*(typist.client.text() for typist in typists.present)))

    await until(texts, lambda texts: len(texts) == 1)
    took = time.monotonic() - began
    for typist in typists.present:
        await typist.client.type(typist.name, every=typists.every)
    return took


async def test_messages_are_lost_doubled_and_reordered(
    gathered: Typists, relay: RelayProxy, chance: Random, rounds: int
) -> None:
    relay.fates.clear()
    relay.chance = chance
    times: list[float] = []
    for _ in range(rounds):
        await gathered.present[0].types(chance.randrange(10, 40))
        times.append(await last_words(gathered, chance.choice(gathered.present)))
    words = await gathered.finish()
    relay.chance = None
    assert all(relay.fates[fate] for fate in ("lost", "doubled", "late"))
    took = slowest(times, IN_STEP_SECONDS)
    print(f"{words} words promised, in step after {took:.1f} s at most; {dict(relay.fates)}")


async def until_heard(relay: RelayProxy) -> None:
    """Wait until the relay carries messages again."""
    before = relay.fates.total()

    async def messages() -> int:
        return relay.fates.total() - before

    await until(messages, bool)


async def test_redis_cannot_be_reached(
    gathered: Typists, alice: Person, relay: RelayProxy, chance: Random, rounds: int, soaking: bool
) -> None:
    times: list[float] = []
    outages = chance.choices((3, 60), k=rounds) if soaking else (2, 2)
    for seconds in outages:
        end = time.monotonic() + seconds
        relay.cut()
        try:
            async with gathered.elsewhere() as another:
                await another.join(1)  # while the relay is away: nobody else has to wait for it
            await asyncio.to_thread(use_the_site, alice, gathered.document)
            is_over = False
            while not is_over:
                times.append(await last_words(gathered, chance.choice(gathered.present)))
                is_over = time.monotonic() > end
        finally:
            relay.mend()
        await gathered.back_in_step()
        await until_heard(relay)
    words = await gathered.finish()
    took = slowest(times, IN_STEP_SECONDS)
    print(f"{len(outages)} times, {words} words promised, in step after {took:.1f} s at most")
