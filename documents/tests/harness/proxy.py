"""A line between two programs that can be cut, slowed down, or die without a word."""

import asyncio
from abc import ABC, abstractmethod
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Self

HOST = "127.0.0.1"
CHUNK = 65_536

Stream = tuple[StreamReader, StreamWriter]


class Proxy(ABC):
    """Listens on the port `port`, and passes on what comes."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.delay = 0.0
        self._is_cut = False
        self._is_mute = False
        self._sockets: set[StreamWriter] = set()
        self._silent: set[StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[Self]:
        """Be there."""
        server = await asyncio.start_server(self._accept, HOST, self.port)
        try:
            yield self
        finally:
            server.close()
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def cut(self) -> None:
        """Break every connection there is, and let nothing through from now on."""
        self._is_cut = True
        self.drop()

    def drop(self) -> None:
        """Break every connection there is; new ones may be made."""
        for socket in self._sockets:
            socket.transport.abort()
        self._sockets.clear()

    def mend(self) -> None:
        """Let everything through again on new connections."""
        self._is_cut = self._is_mute = False

    def fall_silent(self) -> None:
        """Swallow what is said on the connections there are, and keep them open; new ones work.

        So it is when a machine vanishes or a router forgets: neither end is told.
        """
        self._silent |= self._sockets

    def go_mute(self) -> None:
        """The same, for new connections too until the line is mended."""
        self._is_mute = True
        self.fall_silent()

    def _accept(self, reader: StreamReader, writer: StreamWriter) -> None:
        task = asyncio.create_task(self._accepted(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _accepted(self, reader: StreamReader, writer: StreamWriter) -> None:
        self._sockets.add(writer)
        try:
            if not self._is_cut:
                await self._serve(reader, writer)
        except* (ConnectionError, asyncio.IncompleteReadError):
            pass  # that is what networks do
        finally:
            self._hang_up(writer)

    async def _serve(self, reader: StreamReader, writer: StreamWriter, said: bytes = b"") -> None:
        """Carry one connection, on which the client has already `said` something."""
        upstream_reader, upstream = await self._connect()
        self._sockets.add(upstream)
        if self._is_mute:
            self._silent |= {writer, upstream}
        try:
            upstream.write(said)
            async with asyncio.TaskGroup() as group:
                group.create_task(self._carry(reader, upstream))
                group.create_task(self._carry_back(upstream_reader, writer))
        finally:
            self._hang_up(upstream)

    def _hang_up(self, socket: StreamWriter) -> None:
        socket.transport.abort()
        self._sockets.discard(socket)
        self._silent.discard(socket)

    @abstractmethod
    async def _connect(self) -> Stream:
        """Connect to where all is passed on."""

    async def _carry_back(self, source: StreamReader, target: StreamWriter) -> None:
        await self._carry(source, target)

    def _passes(self, data: bytes) -> bool:
        """Whether this may be said; else the connection ends."""
        return True

    async def _carry(self, source: StreamReader, target: StreamWriter) -> None:
        """Pass on what comes, each piece `delay` seconds late and in order; ends both ways."""
        loop = asyncio.get_running_loop()
        pieces: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def receive() -> None:
            data = b"something"
            while data:
                try:
                    data = await source.read(CHUNK)
                except ConnectionError:
                    data = b""
                pieces.put_nowait((loop.time() + self.delay, data))

        async with asyncio.TaskGroup() as group:
            group.create_task(receive())
            while True:
                due, data = await pieces.get()
                await asyncio.sleep(due - loop.time())
                if target in self._silent:
                    continue  # not even the end of the line is passed on
                if not data or not self._passes(data):
                    break
                target.write(data)
                await target.drain()
        raise ConnectionResetError
