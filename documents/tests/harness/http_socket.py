"""A client's side of a socket over HTTP, in the words of a WebSocket."""

import asyncio
import socket
from asyncio import StreamReader, StreamWriter
from base64 import b64decode
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from itertools import count
from urllib.parse import urlsplit

from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosedError, InvalidStatus
from websockets.frames import Close
from websockets.http11 import Response

from documents.core.pieces import PIECE_BYTES

GONE = 410
ELSEWHERE = 421
TRIES = 20

Lines = Mapping[str, str]


class HttpConnection:
    """Frames leave by numbered POSTs, one at a time, and come as server-sent events."""

    def __init__(
        self,
        urls: Iterator[str],
        headers: Lines,
        answer: Headers,
        events: AsyncIterator[tuple[str, str]],
    ) -> None:
        self._urls = urls
        self._headers = headers
        self._events = events
        self.answer = answer
        self._numbers = count(1)
        self._turn = asyncio.Lock()
        self.close_code: int | None = None
        self.id = ""

    async def send(self, frame: bytes) -> None:
        """Send a frame, cut into pieces if it must be."""
        data = len(frame).to_bytes(4) + frame
        async with self._turn:
            for start in range(0, len(data), PIECE_BYTES):
                status = await self.post(self.next_number(), data[start : start + PIECE_BYTES])
                if status == GONE:
                    raise ConnectionClosedError(None, None)
                if status != 204:
                    return  # the server has said why by its close

    def next_number(self) -> int:
        """The number of the next piece."""
        return next(self._numbers)

    async def post(self, number: int, piece: bytes, headers: Lines | None = None) -> int:
        """Send a piece; returns the status, tried anew where another process has the connection."""
        own = {"Collab-Connection": self.id, "Collab-Piece": str(number)}
        for _ in range(TRIES):
            lines = {**self._headers, **own, **(headers or {})}
            status = (await request("POST", next(self._urls), lines, piece)).status_code
            if status != ELSEWHERE:
                return status
        return ELSEWHERE

    async def recv(self) -> bytes:
        """The next frame; raises ConnectionClosed when there is none."""
        async for kind, data in self._events:
            if kind == "open":
                self.id = data
                return b""
            if kind == "message":
                return b64decode(data, validate=True)
            assert kind == "close"
            self.close_code = int(data)
            raise ConnectionClosedError(Close(self.close_code, ""), None)
        raise ConnectionClosedError(None, None)


async def request(method: str, url: str, headers: Lines, body: bytes = b"") -> Response:
    """Ask for something over a line of its own; returns the head of the answer."""
    reader, writer = await _request(method, url, {**headers, "Connection": "close"}, body)
    try:
        return await _head(reader)
    finally:
        writer.close()


@asynccontextmanager
async def dial(
    urls: Sequence[str], headers: Lines, *, buffer: int | None = None
) -> AsyncIterator[HttpConnection]:
    """Open a connection at the first address; its pieces go to all of them in turn.

    The system receives up to `buffer` bytes that nobody reads. Raises InvalidStatus where it is
    refused.
    """
    reader, writer = await _request("POST", urls[0], headers, buffer=buffer)
    try:
        head = await _head(reader)
        if head.status_code != 200:
            raise InvalidStatus(head)
        connection = HttpConnection(_in_turn(urls), headers, head.headers, _events(reader))
        await connection.recv()
        yield connection
    finally:
        writer.transport.abort()


def _in_turn(urls: Sequence[str]) -> Iterator[str]:
    while True:
        yield from urls[1:]
        yield urls[0]


async def _request(
    method: str, url: str, headers: Lines, body: bytes = b"", *, buffer: int | None = None
) -> tuple[StreamReader, StreamWriter]:
    parts = urlsplit(url)
    line = socket.socket()
    if buffer:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    line.setblocking(False)
    await asyncio.get_running_loop().sock_connect(line, ("127.0.0.1", parts.port))
    reader, writer = await asyncio.open_connection(sock=line)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    lines = {"Host": parts.netloc, "Content-Length": str(len(body)), **headers}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    writer.write(f"{method} {target} HTTP/1.1\r\n{head}\r\n".encode("latin-1") + body)
    return reader, writer


async def _head(reader: StreamReader) -> Response:
    status = (await reader.readline()).split()
    headers = Headers()
    while line := (await reader.readline()).strip():
        name, _, value = line.decode().partition(": ")
        headers[name] = value
    return Response(int(status[1]), "", headers)


async def _events(reader: StreamReader) -> AsyncIterator[tuple[str, str]]:
    """Server-sent events: kind and data."""
    kind, rest = "", b""
    async for chunk in _chunks(reader):
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            name, _, value = line.decode().partition(": ")
            if name == "event":
                kind = value
            elif name == "data":
                yield kind, value


async def _chunks(reader: StreamReader) -> AsyncIterator[bytes]:
    """A chunked body (RFC 9112, section 7.1), until it ends or breaks off."""
    while line := await reader.readline():
        size = int(line, 16)
        chunk = await reader.readexactly(size + 2)
        if not size:
            return
        yield chunk[:-2]
