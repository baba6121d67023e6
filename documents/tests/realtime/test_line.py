"""A line over ASGI: at once where the server takes a frame, and in its own time where not."""

import asyncio
from collections.abc import Callable
from typing import Any

from asgiref.typing import ASGISendEvent

from documents.realtime.line import AsgiLine


class Server:
    """Takes events, each only when `take` is set."""

    def __init__(self) -> None:
        self.take = asyncio.Event()
        self.taken: list[Any] = []

    async def send(self, event: ASGISendEvent) -> None:
        await self.take.wait()
        self.taken.append(event["bytes"] if event["type"] == "websocket.send" else event["type"])


def counting() -> tuple[list[None], Callable[[], None]]:
    """How often the line was ready again, and what to tell it."""
    calls: list[None] = []
    return calls, lambda: calls.append(None)


async def test_a_frame_leaves_at_once_when_the_server_takes_it() -> None:
    server, (calls, ready) = Server(), counting()
    server.take.set()
    assert AsgiLine(server.send).write(b"a", ready)
    assert server.taken == [b"a"]
    assert calls == []


async def test_a_frame_that_has_to_wait_leaves_later_and_whole() -> None:
    server, done = Server(), asyncio.Event()
    assert not AsgiLine(server.send).write(b"a", done.set)
    assert server.taken == []
    server.take.set()
    await asyncio.wait_for(done.wait(), 15)
    assert server.taken == [b"a"]


async def test_closing_does_not_wait_for_a_reader_that_does_not_read() -> None:
    server, (calls, ready) = Server(), counting()
    line = AsgiLine(server.send)
    line.write(b"a", ready)
    line.close(1013, "")
    server.take.set()
    for _ in range(5):
        await asyncio.sleep(0)
    assert server.taken == ["websocket.close"]
    assert calls == []


async def test_a_frame_for_a_client_that_is_gone_is_dropped() -> None:
    async def gone(_: ASGISendEvent) -> None:
        raise OSError

    calls, ready = counting()
    assert AsgiLine(gone).write(b"a", ready)
    assert calls == []


async def test_a_client_that_goes_while_a_frame_waits_ends_quietly() -> None:
    take = asyncio.Event()

    async def going(_: ASGISendEvent) -> None:
        await take.wait()
        raise OSError

    calls, ready = counting()
    line = AsgiLine(going)
    assert not line.write(b"a", ready)
    take.set()
    for _ in range(5):
        await asyncio.sleep(0)
    assert calls == []
