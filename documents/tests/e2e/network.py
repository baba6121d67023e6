"""A network between a browser and a web process, which can be slow or broken.

Chromium's own offline mode leaves open WebSockets alone, so the cut has to be made outside of it.
"""

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import Enum

HOST = "127.0.0.1"
CHUNK = 65_536


class Passage(Enum):
    """What the network lets through."""

    ALL = "all"
    PAGES = "pages, but no sockets"
    NOTHING = "nothing"


class Network:
    """A TCP proxy in front of a web process."""

    def __init__(self, target: int, port: int) -> None:
        self.target = target
        self.port = port
        self.delay = 0.0
        self._passage = Passage.ALL
        self._sockets: set[StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    @classmethod
    @asynccontextmanager
    async def to(cls, target: int, *, at: int) -> "AsyncIterator[Network]":
        """Listen on the port `at` and pass everything on to the port `target`."""
        network = cls(target, at)
        server = await asyncio.start_server(network._accept, HOST, at)
        try:
            yield network
        finally:
            server.close()
            network.pass_only(Passage.NOTHING)
            await asyncio.gather(*network._tasks, return_exceptions=True)

    @property
    def url(self) -> str:
        """Where browsers find the web process through this network."""
        return f"http://localhost:{self.port}"

    def pass_only(self, passage: Passage) -> None:
        """Break every connection there is, and let through only so much from now on."""
        self._passage = passage
        for socket in self._sockets:
            socket.transport.abort()
        self._sockets.clear()

    def cut(self) -> None:
        """Let nothing through."""
        self.pass_only(Passage.NOTHING)

    def mend(self) -> None:
        """Let everything through again."""
        self._passage = Passage.ALL

    async def _accept(self, reader: StreamReader, writer: StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._sockets.add(writer)
        try:
            await self._serve(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # that is what networks do
        finally:
            writer.transport.abort()
            self._sockets.discard(writer)
            self._tasks.discard(task)

    async def _serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        if self._passage is Passage.NOTHING:
            return
        request = await reader.readexactly(len("GET /ws/"))
        if self._passage is Passage.PAGES and request == b"GET /ws/":
            return
        upstream_reader, upstream = await asyncio.open_connection(HOST, self.target)
        self._sockets.add(upstream)
        try:
            upstream.write(request)
            async with asyncio.TaskGroup() as group:
                group.create_task(self._carry(reader, upstream))
                group.create_task(self._carry(upstream_reader, writer))
        except* ConnectionError:
            pass
        finally:
            upstream.transport.abort()
            self._sockets.discard(upstream)

    async def _carry(self, source: StreamReader, target: StreamWriter) -> None:
        """Pass on what comes, each piece `delay` seconds late and in order; ends both ways."""
        loop = asyncio.get_running_loop()
        pieces: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def receive() -> None:
            while True:
                data = await source.read(CHUNK)
                pieces.put_nowait((loop.time() + self.delay, data))
                if not data:
                    return

        async with asyncio.TaskGroup() as group:
            group.create_task(receive())
            while True:
                due, data = await pieces.get()
                await asyncio.sleep(due - loop.time())
                if not data:
                    break
                target.write(data)
                await target.drain()
        raise ConnectionResetError
