"""A network between a browser and a web process, which can be slow or broken.

Chromium's own offline mode leaves open WebSockets alone, so the cut has to be made outside of it.
"""

import asyncio
import re
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import cycle
from typing import Literal

from documents.tests.harness.proxy import HOST, Proxy, Stream

SOCKET = b"GET /ws/"
OVER_HTTP = re.compile(rb"^(GET|POST) /http/", re.MULTILINE)
FORBIDDEN = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


Fate = Literal["carried", "refused", "swallowed"]


class Network(Proxy):
    """What lies between a browser, or another client, and web processes."""

    def __init__(self, targets: tuple[int, ...], port: int) -> None:
        super().__init__(port)
        self._targets = cycle(targets)
        self._only_pages = False
        self._sockets_are: Fate = "carried"

    @classmethod
    @asynccontextmanager
    async def to(cls, *targets: int, at: int) -> "AsyncIterator[Network]":
        """Listen on the port `at` and pass connections on to the ports `targets` in turn."""
        async with cls(targets, at).serving() as network:
            yield network

    @property
    def url(self) -> str:
        """Where browsers find the web process through this network."""
        return f"http://localhost:{self.port}"

    def pass_only_pages(self) -> None:
        """Break every connection there is; from now on let through pages, but no sockets."""
        self._is_cut, self._only_pages = False, True
        self.drop()

    def have_sockets(self, fate: Fate) -> None:
        """Refuse WebSockets from now on, or let nothing be heard of them: as some proxies do."""
        self._sockets_are = fate

    def mend(self) -> None:
        """Let everything through again."""
        super().mend()
        self._only_pages = False

    async def _connect(self) -> Stream:
        return await asyncio.open_connection(HOST, next(self._targets))

    async def _serve(self, reader: StreamReader, writer: StreamWriter, said: bytes = b"") -> None:
        said = await reader.readexactly(len(SOCKET))
        is_socket = said == SOCKET
        if is_socket and self._sockets_are == "refused":
            await reader.readuntil(b"\r\n\r\n")
            writer.write(FORBIDDEN)
            writer.write_eof()
            await reader.read()
        elif is_socket and self._sockets_are == "swallowed":
            await reader.read()
        elif not (self._only_pages and is_socket):
            await super()._serve(reader, writer, said)

    def _passes(self, data: bytes) -> bool:
        return not (self._only_pages and OVER_HTTP.search(data))
