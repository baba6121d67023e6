"""A network between a browser and a web process, which can be slow or broken.

Chromium's own offline mode leaves open WebSockets alone, so the cut has to be made outside of it.
"""

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from documents.tests.harness.proxy import HOST, Proxy, Stream

SOCKET = b"GET /ws/"


class Network(Proxy):
    """What lies between a browser, or another client, and a web process."""

    def __init__(self, target: int, port: int) -> None:
        super().__init__(port)
        self.target = target
        self._only_pages = False

    @classmethod
    @asynccontextmanager
    async def to(cls, target: int, *, at: int) -> "AsyncIterator[Network]":
        """Listen on the port `at` and pass everything on to the port `target`."""
        async with cls(target, at).serving() as network:
            yield network

    @property
    def url(self) -> str:
        """Where browsers find the web process through this network."""
        return f"http://localhost:{self.port}"

    def pass_only_pages(self) -> None:
        """Break every connection there is, and let through pages but no sockets from now on."""
        self._is_cut, self._only_pages = False, True
        self.drop()

    def mend(self) -> None:
        """Let everything through again."""
        super().mend()
        self._only_pages = False

    async def _connect(self) -> Stream:
        return await asyncio.open_connection(HOST, self.target)

    async def _serve(self, reader: StreamReader, writer: StreamWriter, said: bytes = b"") -> None:
        said = await reader.readexactly(len(SOCKET))
        if not (self._only_pages and said == SOCKET):
            await super()._serve(reader, writer, said)
