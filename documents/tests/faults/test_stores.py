"""Postgres and Redis die, hang and forget: nothing is acknowledged that could be lost."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from redis import Redis as Client

from collab.embedded.postgres import Postgres
from collab.embedded.redis import Redis
from documents.tests.e2e.writing import Writers
from documents.tests.faults.site import use_the_site
from documents.tests.faults.typists import Typists, logged_text
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.people import Person

IN_STEP_SECONDS = 2.0
"""Without Redis, processes follow the log this closely."""
RECOVERY_SECONDS = 10.0


@pytest.fixture(scope="module")
def cluster(
    own_postgres: Postgres,
    own_redis: Redis,
    built_pages: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Cluster]:
    """Web processes on stores of their own."""
    directory: Path = tmp_path_factory.mktemp("web")
    cluster = Cluster(own_postgres.url(), own_redis.url, directory)
    yield cluster
    cluster.close()


async def gather(typists: Typists) -> None:
    """Have people type on two processes, in both protocols."""
    await typists.join(0, "hocuspocus")
    await typists.join(1)
    await typists.join(0)


async def test_nothing_is_acknowledged_while_postgres_is_away_and_all_is_saved_afterwards(
    typists: Typists, own_postgres: Postgres, rounds: int
) -> None:
    await gather(typists)
    slowest = 0.0
    for _ in range(rounds):
        assert own_postgres.process is not None
        own_postgres.process.kill()
        own_postgres.process.wait()
        witness = typists.present[-1]
        await witness.types(5)  # what was under way has arrived by then
        acknowledged = (await witness.typed()).acknowledged
        await witness.types(30)
        assert (await witness.typed()).acknowledged == acknowledged
        await typists.vanish(witness)
        await asyncio.to_thread(own_postgres.start)
        typists.check_log()
        slowest = max(slowest, await typists.back_in_step(seconds=RECOVERY_SECONDS))
        await typists.join(0)
    words = await typists.finish()
    print(f"{rounds} kills, {words} words promised, in step after {slowest:.1f} s at most")


def kill(redis: Redis) -> None:
    """Redis crashes."""
    assert redis.process is not None
    redis.process.kill()
    redis.process.wait()


def hang(redis: Redis) -> None:
    """Redis takes connections but does not answer."""
    assert redis.process is not None
    redis.process.send_signal(signal.SIGSTOP)


def resume(redis: Redis) -> None:
    """Redis goes on."""
    assert redis.process is not None
    redis.process.send_signal(signal.SIGCONT)


def forget(redis: Redis) -> None:
    """Redis loses all that it held."""
    with Client.from_url(redis.url) as client:
        client.flushall()


FAULTS = [(kill, Redis.start), (hang, resume), (forget, forget)]


@pytest.mark.parametrize(("fault", "repair"), FAULTS)
async def test_without_redis_everybody_stays_in_step_and_nobody_notices(
    typists: Typists,
    alice: Person,
    own_redis: Redis,
    rounds: int,
    fault: Callable[[Redis], None],
    repair: Callable[[Redis], None],
) -> None:
    await gather(typists)
    for _ in range(rounds):
        fault(own_redis)
        try:
            await typists.back_in_step(seconds=IN_STEP_SECONDS)
            async with typists.elsewhere() as another:
                await another.join(1)  # while the relay is away: nobody else has to wait for it
            await asyncio.to_thread(use_the_site, alice, typists.document)
            await typists.back_in_step(seconds=IN_STEP_SECONDS)
        finally:
            await asyncio.to_thread(repair, own_redis)
        await typists.back_in_step(seconds=IN_STEP_SECONDS)
    print(f"{await typists.finish()} words promised")


async def test_the_page_says_that_nothing_is_saved_and_saves_it_when_postgres_is_back(
    alice: Person, own_postgres: Postgres, writers: Writers, typists: Typists
) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{typists.document}/", alice)
    await writer.type("before ")
    await writer.saved()
    assert own_postgres.process is not None
    own_postgres.process.kill()
    own_postgres.process.wait()
    await writer.type("meanwhile ")
    await writer.reads("Saving…")
    await writer.reads("Not saved: trying again. Keep this page open")
    await writer.type("and on")
    await asyncio.to_thread(own_postgres.start)
    await writer.saved()
    assert logged_text(typists.cluster, typists.document) == "before meanwhile and on"
