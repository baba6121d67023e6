"""The sending side of a socket: what carries frames to the client, one after the other."""

import asyncio
from collections.abc import Callable, Coroutine, Generator
from contextlib import suppress
from typing import Any, Protocol, cast

from asgiref.typing import ASGISendCallable, Scope, WebSocketCloseEvent, WebSocketSendEvent

EXTENSION = "collab.line"
"""Under this name a server that can do better than ASGI's `send` offers a line in the scope."""


class Line(Protocol):
    """What a socket's frames leave through."""

    def write(self, frame: bytes, ready: Callable[[], None]) -> bool:
        """Take a frame; False means: no more until `ready` is called."""

    def close(self, code: int, reason: str) -> None:
        """Close the socket, behind what was written."""


class AsgiLine:
    """A line through ASGI's `send`, which may wait for the reader: then a task sees to the rest."""

    def __init__(self, send: ASGISendCallable) -> None:
        self._send = send
        self._busy: asyncio.Task[None] | None = None

    def write(self, frame: bytes, ready: Callable[[], None]) -> bool:
        """Take a frame; if the server does not at once, `ready` is called when it did."""
        event: WebSocketSendEvent = {"type": "websocket.send", "bytes": frame, "text": None}
        sending = cast(Coroutine[Any, None, None], self._send(event))
        # Servers raise OSError once the client is gone; the socket's listening ends with it too.
        try:
            waiting = sending.send(None)
        except (StopIteration, OSError):
            return True
        self._busy = asyncio.create_task(_finish(_Begun(sending, waiting), ready))
        return False

    def close(self, code: int, reason: str) -> None:
        """Close the socket; what the reader has not taken by then is dropped."""
        if self._busy is not None:
            self._busy.cancel()
        event: WebSocketCloseEvent = {"type": "websocket.close", "code": code, "reason": reason}
        self._busy = asyncio.create_task(_finish(self._send(event), lambda: None))


class _Begun:
    """A coroutine that has begun outside a task, and is waiting; awaiting this goes on with it."""

    def __init__(self, coroutine: Coroutine[Any, None, None], waiting: Any) -> None:
        self._coroutine = coroutine
        self._waiting = waiting

    def __await__(self) -> Generator[Any, None, None]:
        with suppress(StopIteration):
            while True:
                try:
                    yield self._waiting
                except BaseException as error:  # cancelled, for one
                    self._waiting = self._coroutine.throw(error)
                else:
                    self._waiting = self._coroutine.send(None)


async def _finish(work: Any, done: Callable[[], None]) -> None:
    with suppress(OSError):
        await work
        done()


def line_of(scope: Scope, send: ASGISendCallable) -> Line:
    """The best line that the server has for this socket."""
    extensions = cast(dict[str, Any], scope).get("extensions") or {}
    return extensions.get(EXTENSION) or AsgiLine(send)
