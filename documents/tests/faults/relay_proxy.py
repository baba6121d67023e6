"""A line between Channels and Redis that loses, doubles and reorders the relay's messages."""

import asyncio
import threading
from asyncio import StreamReader, StreamWriter
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from collab.embedded.web import free_port
from documents.tests.harness.proxy import CHUNK, HOST, Proxy, Stream

FATES = ("lost", "doubled", "late", "passed", "passed")
"""What may happen to a message; the late ones, and second copies, come behind a later one."""
START_SECONDS = 10.0


class RelayProxy(Proxy):
    """Leads to the Redis at a Unix socket; it has a thread of its own, so tests may block.

    While `chance` is set, every message to a subscriber is at risk; `fates` counts what happened.
    """

    def __init__(self, socket: Path, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(free_port())
        self.socket = socket
        self.chance: Random | None = None
        self.fates: Counter[str] = Counter()
        self._loop = loop

    @property
    def url(self) -> str:
        """The address for clients of this Redis."""
        return f"redis://{HOST}:{self.port}"

    def drop(self) -> None:
        """Break every connection there is; new ones may be made."""
        self._loop.call_soon_threadsafe(super().drop)

    async def _connect(self) -> Stream:
        return await asyncio.open_unix_connection(self.socket)

    async def _carry_back(self, source: StreamReader, target: StreamWriter) -> None:
        received = b""
        late: list[bytes] = []
        while data := await source.read(CHUNK):
            received += data
            values, received = split(received)
            for value in values:
                target.writelines(self._disturb(value, late) if is_message(value) else [value])
        raise ConnectionResetError

    def _disturb(self, message: bytes, late: list[bytes]) -> list[bytes]:
        """What arrives in place of a message; `late` are those that it overtakes."""
        fate = self.chance.choice(FATES) if self.chance else "passed"
        self.fates[fate] += 1
        if fate in {"late", "doubled"}:
            late.append(message)
        if fate in {"late", "lost"}:
            return []
        if fate == "doubled":
            return [message]
        arriving = [message, *late]
        late.clear()
        return arriving


def is_message(value: bytes) -> bool:
    """Whether this is what a subscriber is told of a publication: an array, or a push of RESP 3."""
    return value[1:].startswith(b"3\r\n$7\r\nmessage\r\n")


def split(data: bytes) -> tuple[list[bytes], bytes]:
    """The RESP values in `data`, and the beginning of one that is not all there."""
    values, start = [], 0
    while start < len(data):
        try:
            end = _end(data, start)
        except ValueError:
            break
        values.append(data[start:end])
        start = end
    return values, data[start:]


def _end(data: bytes, start: int) -> int:
    """Where the value at `start` ends; raises ValueError while it is not all there.

    https://redis.io/docs/latest/develop/reference/protocol-spec/
    """
    line = data.index(b"\r\n", start)
    kind, end = data[start : start + 1], line + 2
    if kind in b"$!=":  # so many bytes, or -1 for nothing
        size = int(data[start + 1 : line])
        end += size + 2 if size >= 0 else 0
        if end > len(data):
            raise ValueError("more to come")
    elif kind in b"*~>%":  # so many values, or pairs of them
        for _ in range(int(data[start + 1 : line]) * (2 if kind == b"%" else 1)):
            end = _end(data, end)
    return end


@contextmanager
def relay_proxy(socket: Path) -> Iterator[RelayProxy]:
    """A proxy to the Redis at `socket`."""
    loop = asyncio.new_event_loop()
    proxy = RelayProxy(socket, loop)
    ready, over = threading.Event(), asyncio.Event()

    async def serve() -> None:
        async with proxy.serving():
            ready.set()
            await over.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    assert ready.wait(START_SECONDS)
    try:
        yield proxy
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join()
        loop.close()
