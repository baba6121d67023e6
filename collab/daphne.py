"""Daphne's WebSockets: clients always learn why they were closed, and frames go the short way.

Its HTTP requests: bodies are kept only as far as any may reach, and what is sent piece by piece
waits for the reader; Daphne itself takes whatever comes from either side.

Autobahn, which Daphne builds on, lets applications close with 1000 and private codes only, and
drops the line without a word when a message is too big. Our close codes include the registered
1003, 1009 and 1013.

Where edits travel, Autobahn and Twisted cost more than all the rest: a frame is described for a log
that nobody keeps, then written by way of the next turn of the event loop, with two system calls to
hear that the socket takes it. Here a frame goes to the socket at once when nothing waits before it.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from asgiref.typing import ASGI3Application, ASGIReceiveCallable, ASGISendCallable
from daphne import http_protocol
from daphne.http_protocol import WebRequest
from daphne.ws_protocol import WebSocketFactory, WebSocketProtocol

from documents.realtime.line import EXTENSION

LARGE_BYTES = 1 << 20
MANY_MESSAGES = 64
LOOK_SECONDS = 0.02
"""How often to look whether a backlog has been worked off."""
FIRST_LOOK_SECONDS = 0.001
"""When to look first: most often, what did not fit has gone by then."""
FAREWELL_SECONDS = 30
"""How long a slow reader that was closed may take to get to the reason; then it is dropped."""
BACKLOG_BYTES = 1 << 18
"""What may wait for the reader of an answer before the next piece is made."""
READER_SECONDS = 60
"""How long such a reader may take nothing at all; then it is dropped."""

# RFC 6455, section 5.2: a whole binary message in one frame; lengths below 126 stand in one byte.
_BINARY = 0x82
_MASKED = 0x80
_SHORT = 126
_HEADER = 6


class TalkativeProtocol(WebSocketProtocol):  # type: ignore[misc]
    """A WebSocket that names the reason for its end, and reads no faster than is listened to."""

    def connectionMade(self) -> None:  # noqa: N802
        """Begin; a violated limit is answered with a close frame."""
        super().connectionMade()
        self.failByDrop = False
        self.closeHandshakeTimeout = FAREWELL_SECONDS
        self.waits = False

    def dataReceived(self, data: bytes) -> None:  # noqa: N802
        """Take bytes from the client; whole short messages need no parser that keeps a state."""
        if self.state == self.STATE_OPEN and not (
            self.data or self.current_frame or self.inside_message
        ):
            while end := _short_message(data):
                self.onMessage(_unmasked(data[:end]), True)
                data = data[end:]
        if data:
            self._dataReceived(data)

    def onMessage(self, payload: bytes, isBinary: bool) -> None:  # noqa: N802, N803
        """Pass a message on; with a backlog, or behind a large one, stop reading for a while."""
        super().onMessage(payload, isBinary)
        behind = len(payload) > LARGE_BYTES or self.application_queue.qsize() > MANY_MESSAGES
        if behind and not self.waits:
            self.waits = True
            self.transport.pauseProducing()
            self._read_on_when_listened_to()

    def _read_on_when_listened_to(self) -> None:
        # Once closed, the rest may come: nobody takes it from the queue any more.
        if self.application_queue.empty() or self.state != self.STATE_OPEN:
            self.waits = False
            self.transport.resumeProducing()
        else:
            self.factory.reactor.callLater(LOOK_SECONDS, self._read_on_when_listened_to)

    def serverClose(self, code: int | None = None) -> None:  # noqa: N802
        """Close with any code."""
        self.sendCloseFrame(code=code or 1000, reasonUtf8=None, isReply=False)


class BoundedRequest(WebRequest):  # type: ignore[misc]
    """An HTTP request; one whose body is longer than `max_body` bytes is answered with 413."""

    max_body = 0
    received = 0

    def handleContentChunk(self, data: bytes) -> None:  # noqa: N802
        """Take a piece of the body; what is too much is not kept."""
        self.received += len(data)
        if self.received <= self.max_body:
            super().handleContentChunk(data)

    def process(self) -> Any:
        """Answer, now that all has been received."""
        if self.received > self.max_body:
            self.basic_error(413, b"Content Too Large", "This is more than can be taken.")
            return None
        return super().process()


class DaphneLine:
    """The sending side of a socket, down to its TCP connection.

    Daphne takes whatever it is given, however slow the reader; this line says when to wait.
    """

    def __init__(self, protocol: TalkativeProtocol) -> None:
        self._protocol = protocol

    def write(self, frame: bytes, ready: Callable[[], None]) -> bool:
        """Send a binary message; False when not all of it fits, `ready` is called when it did."""
        protocol = self._protocol
        if protocol.state != protocol.STATE_OPEN:
            return True
        transport = protocol.transport
        data = _header(len(frame)) + frame
        sent = _send(transport, data)
        if sent == len(data):
            return True
        transport.write(data[sent:])
        protocol.factory.reactor.callLater(0, self._look, ready, FIRST_LOOK_SECONDS)
        return False

    def close(self, code: int, reason: str) -> None:
        """Close the socket; one that does not even take this is dropped."""
        if self._protocol.state == self._protocol.STATE_OPEN:
            self._protocol.serverClose(code)

    def _look(self, ready: Callable[[], None], pause: float) -> None:
        if self._protocol.state != self._protocol.STATE_OPEN:
            return
        if _is_idle(self._protocol.transport):
            ready()
        else:
            longer = min(2 * pause, LOOK_SECONDS)
            self._protocol.factory.reactor.callLater(pause, self._look, ready, longer)


def _send(transport: Any, data: bytes) -> int:
    """Send at once what the system takes; returns how much, nothing when something waits."""
    if transport.TLS or not _is_idle(transport):
        return 0
    try:
        sent: int = transport.socket.send(data)
    except OSError:  # full, or lost: the event loop finds out which
        return 0
    return sent


def _is_idle(transport: Any) -> bool:
    """Whether everything written so far is with the system."""
    return not (transport.dataBuffer or transport._tempDataBuffer)


def _header(length: int) -> bytes:
    if length < _SHORT:
        return bytes((_BINARY, length))
    if length < 1 << 16:
        return bytes((_BINARY, _SHORT)) + length.to_bytes(2)
    return bytes((_BINARY, _SHORT + 1)) + length.to_bytes(8)


def _short_message(data: bytes) -> int:
    """Where a short binary message ends that the bytes begin with; 0 when they do not."""
    if len(data) < _HEADER or data[0] != _BINARY:
        return 0
    length = data[1] - _MASKED
    end = _HEADER + length
    return end if 0 <= length < _SHORT and end <= len(data) else 0


def _unmasked(frame: bytes) -> bytes:
    length = len(frame) - _HEADER
    mask = (frame[2:_HEADER] * (length // 4 + 1))[:length]
    return (int.from_bytes(frame[_HEADER:]) ^ int.from_bytes(mask)).to_bytes(length)


def with_lines(application: ASGI3Application) -> ASGI3Application:
    """The application, with a line in the scope of every socket that Daphne serves."""

    async def serve(scope: Any, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        # Daphne binds the protocol to the method that takes the application's events.
        (protocol,) = getattr(send, "args", (None,))
        if isinstance(protocol, TalkativeProtocol):
            scope["extensions"] = {EXTENSION: DaphneLine(protocol)}
        await application(scope, receive, send)

    return serve


def with_patience(application: Callable[..., Any]) -> ASGI3Application:
    """The application, which waits between the pieces of its answers until most has been read."""

    async def serve(scope: Any, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        # Daphne binds the request to the method that takes the application's events.
        (request,) = getattr(send, "args", (None,))

        async def send_patiently(event: Any) -> None:
            await send(event)
            if event.get("more_body") and isinstance(request, WebRequest):
                await _has_been_read(request)

        await application(scope, receive, send_patiently)

    return serve


async def _has_been_read(request: Any) -> None:
    pause, waited, before = FIRST_LOOK_SECONDS, 0.0, 0
    while request.channel is not None:
        backlog = _backlog(request.channel.transport)
        if backlog <= BACKLOG_BYTES:
            return
        waited = waited if backlog == before else 0.0
        if waited > READER_SECONDS:
            request.channel.transport.abortConnection()
            return
        await asyncio.sleep(pause)
        pause, waited, before = min(2 * pause, LOOK_SECONDS), waited + pause, backlog


def _backlog(transport: Any) -> int:
    """How many bytes have not gone to the system yet."""
    waiting: int = len(transport.dataBuffer) - transport.offset + transport._tempDataLen
    return waiting


def install(max_body: int) -> None:
    """Have Daphne serve WebSockets and HTTP with these; a body has at most `max_body` bytes."""
    factory: Any = WebSocketFactory
    factory.protocol = TalkativeProtocol
    BoundedRequest.max_body = max_body
    http_protocol.WebRequest = BoundedRequest
