"""Raw sockets, over either transport, for everything that a well-behaved client would not say."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, Literal
from typing import Protocol as Interface

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from collab.embedded.web import Web
from documents.core import hocuspocus, ywebsocket
from documents.core.lib0 import Reader, Writer
from documents.core.messages import Awareness, ServerMessage, SyncStatus, SyncStep1
from documents.core.presence import AwarenessEntry, decode, encode
from documents.tests.harness.http_socket import dial
from documents.tests.harness.node import Protocol
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import SECONDS

EMPTY = SyncStep1(b"\x00")


Transport = Literal["websocket", "http"]
transport: Transport = "websocket"
"""What new sockets go over."""


class Line(Interface):
    """What a socket looks like over either."""

    @property
    def close_code(self) -> int | None:
        """With what the server has closed it."""

    async def send(self, frame: Any) -> None:
        """Send a frame; raises ConnectionClosed."""

    async def recv(self) -> Any:
        """The next frame; raises ConnectionClosed when there is none."""


@asynccontextmanager
async def open_socket(
    web: Web, path: str, *, origin: str | None = None, cookie: str | None = None
) -> AsyncIterator[Line]:
    """A socket to a web process, with or without what a browser would add."""
    headers = {"Cookie": cookie} if cookie else {}
    if transport == "http":
        url = web.url + path.replace("/ws/", "/http/", 1)
        async with dial([url], {**headers, **({"Origin": origin} if origin else {})}) as line:
            yield line
        return
    async with connect(
        web.url.replace("http", "ws", 1) + path,
        origin=Origin(origin) if origin else None,
        additional_headers=headers,
        max_size=None,
    ) as socket:
        yield socket


class RawClient:
    """A socket on which one document is spoken about in either protocol."""

    def __init__(self, socket: Line, protocol: Protocol, document: str) -> None:
        self._socket = socket
        self._protocol = protocol
        self._document = document

    def frame(self, message: ServerMessage) -> bytes:
        """The message as either side would send it."""
        if self._protocol == "hocuspocus":
            return hocuspocus.encode(self._document, message)
        frame = ywebsocket.encode(message)
        assert frame is not None
        return frame

    async def send(self, message: ServerMessage) -> None:
        """Send a message that both sides may send."""
        await self._socket.send(self.frame(message))

    async def send_frame(self, frame: bytes | str) -> None:
        """Send anything."""
        await self._socket.send(frame)

    async def send_token(self, token: str) -> None:
        """Send a Hocuspocus token."""
        writer = Writer()
        writer.var_string(token)
        await self._socket.send(self._address() + b"\x02\x00" + writer.to_bytes())

    async def hears(self, message: ServerMessage) -> None:
        """Read until this very message comes; fails when it does not."""
        expected = self.frame(message)
        async with asyncio.timeout(SECONDS):
            while await self._socket.recv() != expected:
                pass

    async def statuses(self, count: int) -> list[bool]:
        """Read until so many updates were answered; returns which of them are saved."""
        answers = {self.frame(SyncStatus(saved)): saved for saved in (True, False)}
        found: list[bool] = []
        async with asyncio.timeout(SECONDS):
            while len(found) < count:
                frame = await self._socket.recv()
                if frame in answers:
                    found.append(answers[frame])
        return found

    async def hears_step_1(self) -> bytes:
        """Read until a sync step 1 comes; returns its state vector."""
        return await self._hears_sync(b"\x00\x00")

    async def hears_step_2(self) -> bytes:
        """Read until a sync step 2 comes; returns its update."""
        return await self._hears_sync(b"\x00\x01")

    async def _hears_sync(self, kind: bytes) -> bytes:
        async with asyncio.timeout(SECONDS):
            while True:
                frame = await self._socket.recv()
                assert isinstance(frame, bytes)
                body = self._body(frame)
                if body[:2] == kind:
                    return _var_bytes(body[2:])

    async def send_presence(self, client: int) -> None:
        """Be there under a clientID."""
        await self.send(Awareness(encode([AwarenessEntry(client, 1, {})])))

    async def presence(self) -> dict[int, AwarenessEntry]:
        """Ask who is there; returns the next presence that comes, by clientID."""
        await self.send_frame(self._address() + b"\x03")
        async with asyncio.timeout(SECONDS):
            while True:
                frame = await self._socket.recv()
                assert isinstance(frame, bytes)
                body = self._body(frame)
                if body[0] == 1:
                    return {entry.client: entry for entry in decode(_var_bytes(body[1:]))}

    def _body(self, frame: bytes) -> bytes:
        """What follows the address."""
        if frame in (b"\x09", b"\x0a"):
            return frame  # ping and pong have no address
        return frame[len(self._address()) :]

    def _address(self) -> bytes:
        writer = Writer()
        if self._protocol == "hocuspocus":
            writer.var_string(self._document)
        return writer.to_bytes()

    async def hears_close(self, code: int) -> None:
        """Read until the server closes; fails when it gives another code."""
        assert await self.close_code() == code

    async def close_code(self, seconds: float = SECONDS) -> int:
        """Read until the server closes; returns its code."""
        async with asyncio.timeout(seconds):
            with suppress(ConnectionClosed):
                while True:
                    await self._socket.recv()
        assert self._socket.close_code is not None
        return self._socket.close_code


def _var_bytes(data: bytes) -> bytes:
    return Reader(data).var_bytes()


@asynccontextmanager
async def raw_client(
    web: Web, protocol: Protocol, document: str, person: Person
) -> AsyncIterator[RawClient]:
    """A client in step with a document, authenticated by `person`'s ticket."""
    ticket = person.ticket(document)
    path = f"/ws/y/{document}?ticket={ticket}" if protocol == "y-websocket" else "/ws/hocuspocus"
    async with open_socket(web, path) as socket:
        client = RawClient(socket, protocol, document)
        if protocol == "hocuspocus":
            await client.send_token(ticket)
        await client.send(EMPTY)
        await client.hears_step_2()
        yield client


@asynccontextmanager
async def signed_in_client(web: Web, document: str, person: Person) -> AsyncIterator[RawClient]:
    """A client in step with a document, authenticated by `person`'s cookies as their browser is."""
    cookie = f"sessionid={person.cookie('sessionid')}"
    async with open_socket(web, "/ws/hocuspocus", origin=web.url, cookie=cookie) as socket:
        client = RawClient(socket, "hocuspocus", document)
        await client.send_token("")
        await client.send(EMPTY)
        await client.hears_step_2()
        yield client
