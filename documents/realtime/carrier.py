"""A connection without a WebSocket: frames come in pieces, and leave as server-sent events."""

import asyncio
import secrets
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, cast

from asgiref.typing import ASGIReceiveCallable, ASGISendCallable
from django.conf import settings

from documents.core.pieces import OutOfTurn, Pieces

SILENCE_SECONDS = 42.0
"""From whom nothing comes for so long is gone: our pings are answered every ten seconds."""
_PADDING = b":" + b" " * 2048 + b"\n"
"""A comment that fills the buffers of whatever waits for a first few bytes."""
_HEADERS = (
    (b"content-type", b"text/event-stream"),
    (b"cache-control", b"no-store, no-transform"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
)
_ABNORMAL = 1006


class Carrier:
    """The events of a WebSocket, as ASGI has them, over one long response and many requests.

    `owner` is what must come along with each piece: the session of whoever opened the connection.
    """

    def __init__(self, name: str, owner: str, send: ASGISendCallable) -> None:
        self.id = f"{name}.{secrets.token_urlsafe(16)}"
        self.owner = owner
        self.ended = False
        self._send = send
        self._is_accepted = False
        self._is_heard = True
        self._pieces = Pieces(settings.COLLAB_MAX_MESSAGE_BYTES)
        self._events: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._events.put_nowait({"type": "websocket.connect"})
        self._idle = asyncio.Event()
        self._idle.set()

    async def take(self, number: int, piece: bytes) -> None:
        """Take a piece, and return when its frames have been handled, or the connection ended.

        So whoever is too fast is answered late. Raises OutOfTurn, also for a piece that does not
        wait for the answer to the one before it, and ProtocolError.
        """
        if number == self._pieces.expected and not self._idle.is_set():
            raise OutOfTurn("the piece before has not been answered")
        self._is_heard = True
        for frame in self._pieces.take(number, piece):
            self._idle.clear()
            self._events.put_nowait({"type": "websocket.receive", "bytes": frame})
        await self._idle.wait()

    async def receive(self) -> Any:
        """The next event for the socket; a client that has fallen silent is gone."""
        if self._events.empty():
            self._idle.set()
        self._is_heard = True
        while self._is_heard:
            self._is_heard = False
            with suppress(TimeoutError):
                async with asyncio.timeout(SILENCE_SECONDS):
                    return await self._events.get()
        return {"type": "websocket.disconnect", "code": _ABNORMAL}

    @asynccontextmanager
    async def watching(self, receive: ASGIReceiveCallable) -> AsyncIterator[None]:
        """Tell the socket when the reader of the events has gone."""
        watch = asyncio.create_task(self._watch(receive))
        try:
            yield
        finally:
            watch.cancel()

    async def _watch(self, receive: ASGIReceiveCallable) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self._events.put_nowait({"type": "websocket.disconnect", "code": _ABNORMAL})

    async def send(self, event: Any) -> None:
        """Pass on an event of the socket; a close ends the response, with its code first."""
        match event["type"]:
            case "websocket.accept":
                self._is_accepted = True
                await self._start(200, _HEADERS)
                await self._write(_PADDING + _event("open", self.id))
            case "websocket.send":
                await self._write(_event("message", b64encode(event["bytes"]).decode()))
            case "websocket.close" if self._is_accepted:
                await self.close(event["code"])
            case "websocket.close":
                await self._start(403, [(b"content-type", b"text/plain")])
                await self._end(b"This site's sockets are not open to others.\n")

    async def close(self, code: int) -> None:
        """End the connection, telling why."""
        await self._end(_event("close", str(code)))

    async def leave(self) -> None:
        """The socket is gone; the response ends, if it has not, and nobody waits any more."""
        self._idle.set()
        await self._end(b"")

    async def _start(self, status: int, headers: Any) -> None:
        start = {"type": "http.response.start", "status": status, "headers": headers}
        await self._send(cast(Any, start))

    async def _end(self, body: bytes) -> None:
        if not self.ended:
            self._idle.set()
            await self._write(body, is_last=True)

    async def _write(self, body: bytes, *, is_last: bool = False) -> None:
        if not self.ended:
            self.ended = is_last
            part = {"type": "http.response.body", "body": body, "more_body": not is_last}
            await self._send(cast(Any, part))


def _event(kind: str, data: str) -> bytes:
    return f"event: {kind}\ndata: {data}\n\n".encode()
