"""Processes tell each other of what they commit, where there is anybody to tell."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

import pytest
from channels.layers import InMemoryChannelLayer, channel_layers
from pytest_django.fixtures import Settings

from documents import relay
from documents.relay import Message, Relay

DOCUMENT = uuid4()


@pytest.fixture
def layer(settings: Settings) -> InMemoryChannelLayer:
    """A channel layer of this test's own."""
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
    layer = channel_layers["default"]
    assert isinstance(layer, InMemoryChannelLayer)
    return layer


class Listener:
    """A process that has the document open, and what it hears."""

    def __init__(self) -> None:
        self.heard: asyncio.Queue[Message] = asyncio.Queue()
        self.relay = Relay(self._receive)

    def _receive(self, document_id: UUID, message: Message) -> None:
        assert document_id == DOCUMENT
        self.heard.put_nowait(message)

    async def hears(self, kind: str) -> Message:
        """Wait for a message of this kind."""
        async with asyncio.timeout(15):
            while (message := await self.heard.get())["type"] != kind:
                pass
        return message


@asynccontextmanager
async def listening() -> AsyncIterator[Listener]:
    """A process that has just opened the document."""
    listener = Listener()
    await listener.relay.join(DOCUMENT)
    task = asyncio.create_task(listener.relay.listen())
    yield listener
    task.cancel()


async def test_who_is_alone_publishes_nothing(layer: InMemoryChannelLayer) -> None:
    await layer.group_add(relay.group_of(DOCUMENT), "onlooker")
    async with listening() as alone:
        alone.relay.publish(DOCUMENT, relay.ROWS, first=1, last=1, update=b"x")
        await asyncio.sleep(0)  # what is published goes first
        await alone.relay.ask(DOCUMENT)
        kinds = [(await layer.receive("onlooker"))["type"] for _ in range(2)]
        assert kinds == [relay.QUERY_AWARENESS] * 2


async def test_who_hears_of_another_publishes_to_it(layer: InMemoryChannelLayer) -> None:
    async with listening() as first, listening() as second:
        await first.hears(relay.QUERY_AWARENESS)
        first.relay.publish(DOCUMENT, relay.AWARENESS, payload=b"")
        await second.hears(relay.AWARENESS)
        second.relay.publish(DOCUMENT, relay.ROWS, first=1, last=2, update=b"x")
        assert (await first.hears(relay.ROWS))["update"] == b"x"


async def test_whoever_is_heard_of_for_the_first_time_is_answered(
    layer: InMemoryChannelLayer,
) -> None:
    async with listening() as first, listening() as second:
        await first.hears(relay.QUERY_AWARENESS)
        first.relay.publish(DOCUMENT, relay.ROWS, first=1, last=1, update=b"x")
        first.relay.publish(DOCUMENT, relay.ROWS, first=2, last=2, update=b"y")
        await second.hears(relay.QUERY_AWARENESS)
        rows = [await second.hears(relay.ROWS) for _ in range(2)]
        assert [message["last"] for message in rows] == [1, 2]
        assert second.heard.empty()


async def test_who_has_left_hears_of_nobody_and_tells_nobody(layer: InMemoryChannelLayer) -> None:
    async with listening() as first, listening():
        await first.hears(relay.QUERY_AWARENESS)
        await first.relay.leave(DOCUMENT)
        await layer.group_add(relay.group_of(DOCUMENT), "onlooker")
        first.relay.publish(DOCUMENT, relay.ROWS, first=1, last=1, update=b"x")
        await asyncio.sleep(0)
        await first.relay.ask(DOCUMENT)
        assert (await layer.receive("onlooker"))["type"] == relay.QUERY_AWARENESS


async def test_a_change_of_access_is_announced_by_nobody_in_particular(
    layer: InMemoryChannelLayer,
) -> None:
    async with listening() as first:
        await asyncio.to_thread(relay.changed, DOCUMENT)
        await first.hears(relay.CHANGED)
        await layer.group_add(relay.group_of(DOCUMENT), "onlooker")
        first.relay.publish(DOCUMENT, relay.ROWS, first=1, last=1, update=b"x")
        await asyncio.sleep(0)
        await first.relay.ask(DOCUMENT)
        assert (await layer.receive("onlooker"))["type"] == relay.QUERY_AWARENESS
