"""Nobody writes under the clientID of somebody who is present, over real sockets."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from documents.core.messages import SyncStep2, Update
from documents.core.update import parse
from documents.tests.core.updates import after, section, text, update
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.node import Protocol
from documents.tests.harness.socket import EMPTY, raw_client
from documents.tests.harness.stage import Stage, staged

pytestmark = pytest.mark.usefixtures("transport")

PROTOCOLS: list[Protocol] = ["y-websocket", "hocuspocus"]
VICTIM = 501


@pytest_asyncio.fixture(loop_scope="session")
async def stage(cluster: Cluster) -> AsyncIterator[Stage]:
    """The victim has typed a letter."""
    async with staged(cluster) as stage:
        await stage.all_type()
        yield stage


def forged(clock: int) -> bytes:
    """What the victim would write next, as somebody else would have it."""
    return update(section(VICTIM, clock, after((VICTIM, clock - 1), 4, text("forged"))))


async def state_of(stage: Stage) -> bytes:
    """The document as a newcomer gets it."""
    async with raw_client(stage.web, "hocuspocus", stage.document, stage.mallory) as client:
        await client.send(EMPTY)
        return await client.hears_step_2()


@pytest.mark.parametrize("kind", [Update, SyncStep2])
@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_forged_structs_are_not_taken(
    stage: Stage, protocol: Protocol, kind: type[Update] | type[SyncStep2]
) -> None:
    async with stage.attack(protocol) as mallory:
        for clock in (1, 2):
            await mallory.send(kind(forged(clock)))
            await mallory.presence()  # it has been received
            await stage.all_type()
    state = await state_of(stage)
    assert b"forged" not in state
    assert parse(state).structs[VICTIM] == (0, stage.typists[0].clock)


@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_whoever_passes_on_what_others_write_hears_when_it_is_saved(
    stage: Stage, protocol: Protocol
) -> None:
    victim = stage.typists[0]
    letter = update(section(VICTIM, 1, after((VICTIM, 0), 4, text("a"))))
    async with raw_client(stage.web, protocol, stage.document, stage.mallory) as relaying:
        await relaying.hears_step_1()
        await relaying.send(Update(letter))
        await relaying.presence()
        await victim.type()
        await relaying.hears_step_1()
        await relaying.send(SyncStep2(letter))
        if protocol == "hocuspocus":
            assert await relaying.statuses(2) == [True, True]
    await stage.all_type()
