"""The network is cut, or dies without a word, while both sides type: nothing is lost or doubled."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from functools import partial
from random import Random

import pytest

from collab.embedded.web import PING_SECONDS, PONG_SECONDS, free_port
from documents.tests.faults.typists import Typists
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.network import Network
from documents.tests.harness.socket import RawClient, open_socket
from documents.tests.harness.waiting import equal, until

HERE, THERE = 7, 0
"""Two web processes; the network leads to the first, which no other test uses."""
HURRY_SECONDS = 2
"""Stands for PING_SECONDS and PONG_SECONDS in the test run."""
LOOK_SECONDS = 2
"""How often Daphne looks whom to ping."""
SILENCE_SECONDS = 30
"""After so long without a message, clients give up a connection."""
SLACK_SECONDS = 15
GHOST = {"ghost": True}
"""The presence of somebody whose machine has died."""

Fault = Callable[[Typists], Awaitable[str]]
"""Strikes people who type in a document of their own; returns what came of it."""


@pytest.fixture
def pings(soaking: bool) -> tuple[int, int]:
    """After how long the web process here pings, and for how long it waits for an answer."""
    return (PING_SECONDS, PONG_SECONDS) if soaking else (HURRY_SECONDS, HURRY_SECONDS)


@pytest.fixture(autouse=True)
def web_here(cluster: Cluster, pings: tuple[int, int]) -> Iterator[None]:
    """The web process that the network leads to."""
    ping, pong = pings
    web = cluster.web(HERE, f"--ping-interval={ping}", f"--ping-timeout={pong}")
    yield
    web.stop()


async def test_the_network_is_cut_or_dies(
    typists: Typists, chance: Random, rounds: int, soaking: bool, pings: tuple[int, int]
) -> None:
    async def strike(fault: Fault) -> str:
        async with typists.elsewhere() as others:
            return await fault(others)

    cuts: list[Fault] = [partial(cut, seconds=seconds) for seconds in (1, 10, 60)]
    die: Fault = partial(fall_silent, deadline=sum(pings) + LOOK_SECONDS, real=soaking)
    if soaking:
        for fault in chance.choices([*cuts, die], (6, 3, 1, 1), k=rounds):
            print(await strike(fault))
    else:  # They take their time: all at once.
        faults = [*cuts[:2], die]
        print(*await asyncio.gather(*map(strike, faults)), sep="\n")


@asynccontextmanager
async def parted(typists: Typists) -> AsyncIterator[Network]:
    """People type on both sides of a network, here in both protocols."""
    async with Network.to(typists.cluster.web(HERE).port, at=free_port()) as network:
        await asyncio.gather(
            typists.join(HERE, "y-websocket", through=network),
            typists.join(HERE, "hocuspocus", through=network),
            typists.join(THERE),
        )
        yield network


async def cut(typists: Typists, *, seconds: float) -> str:
    """Nothing gets through for so long."""
    async with parted(typists) as network:
        await typists.back_in_step()
        network.cut()
        await asyncio.sleep(seconds)  # how long the fault lasts
        await typists.account()
        await asyncio.to_thread(typists.check_log)
        network.mend()
        took = await typists.back_in_step()
        words = await typists.finish()
    return f"cut for {seconds} s: {words} words promised, in step {took:.1f} s after it"


async def fall_silent(typists: Typists, *, deadline: float, real: bool) -> str:
    """Connections stay open, but nothing comes through them; one of the machines here is gone.

    The server has to notice after `deadline` seconds. Unless time is `real`, the clocks of clients
    are put forward.
    """
    async with parted(typists) as network:
        ghost = await typists.join(HERE, through=network)
        await ghost.client.announce(**GHOST)
        is_seen = partial(tells_of_ghost, typists, typists.owner.ticket(typists.document))
        await until(is_seen, bool)
        network.fall_silent()
        await typists.vanish(ghost)
        noticed, returned = await asyncio.gather(
            timed(equal(is_seen, False, seconds=deadline + SLACK_SECONDS)),
            timed(come_back(typists, real)),
        )
        words = await typists.finish()
    return (
        f"dead: {words} words promised, the server noticed after {noticed:.0f} s, "
        f"people were back after {returned:.0f} s"
    )


async def timed(work: Awaitable[None]) -> float:
    """Wait for it; returns how many seconds it took."""
    began = time.monotonic()
    await work
    return time.monotonic() - began


async def tells_of_ghost(typists: Typists, ticket: str) -> bool:
    """Whether the server tells somebody who comes now that a ghost is here."""
    async with open_socket(typists.cluster.web(HERE), "/ws/hocuspocus") as socket:
        newcomer = RawClient(socket, "hocuspocus", typists.document)
        await newcomer.send_token(ticket)
        present = await newcomer.presence()
    return any(entry.state and GHOST.items() <= entry.state.items() for entry in present.values())


async def come_back(typists: Typists, real: bool) -> None:
    """Wait until those here have noticed, and everybody has what was typed meanwhile."""
    words = [f"{typist.name}-{(await typist.typed()).typed + 10} " for typist in typists.present]
    for typist in typists.present:
        await typist.types(20)
        if not real:
            await typist.client.elapse(SILENCE_SECONDS + 1)

    async def missing() -> list[list[str]]:
        lists = (typist.client.lacks(words, seconds=1) for typist in typists.present)
        return await asyncio.gather(*lists)

    # Some clients wait for the other side to close the connection too, before they make a new one.
    await until(missing, lambda lists: not any(lists), seconds=2 * SILENCE_SECONDS)
