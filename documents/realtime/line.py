"""The sending side of a socket: what carries frames to the client, one after the other."""

import asyncio
from collections.abc import Callable
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
    """A line through ASGI's `send`, which may wait for the reader: a task carries one event."""

    def __init__(self, send: ASGISendCallable) -> None:
        self._send = send
        self._busy: asyncio.Task[None] | None = None

    def write(self, frame: bytes, ready: Callable[[], None]) -> bool:
        """Take a frame; `ready` is called once the server has taken it."""
        event: WebSocketSendEvent = {"type": "websocket.send", "bytes": frame, "text": None}
        self._busy = asyncio.create_task(self._carry(event, ready))
        return False

    def close(self, code: int, reason: str) -> None:
        """Close the socket; what the reader has not taken by then is dropped."""
        if self._busy is not None:
            self._busy.cancel()
        event: WebSocketCloseEvent = {"type": "websocket.close", "code": code, "reason": reason}
        self._busy = asyncio.create_task(self._carry(event, lambda: None))

    async def _carry(
        self, event: WebSocketSendEvent | WebSocketCloseEvent, done: Callable[[], None]
    ) -> None:
        # Servers raise OSError once the client is gone; the socket's listening ends with it too.
        with suppress(OSError):
            await self._send(event)
            done()


def line_of(scope: Scope, send: ASGISendCallable) -> Line:
    """The best line that the server has for this socket."""
    extensions = cast(dict[str, Any], scope).get("extensions") or {}
    return extensions.get(EXTENSION) or AsgiLine(send)
