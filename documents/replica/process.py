"""The parent's end of one worker process."""

import asyncio
import os
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from documents.replica import wire
from documents.replica.errors import ReplicaLost

PROJECT = Path(__file__).parents[2]

PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL")
"""The only variables that a worker gets from our environment, which holds secrets."""


GATHER_SECONDS = 0.002
"""Requests are sent no faster than this: of many busy documents, several go together."""


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """What a worker may use: memory in bytes, CPU and waiting time per request in seconds."""

    memory: int = 1_200_000_000
    cpu_seconds: float = 5
    deadline: float = 10


class WorkerProcess(asyncio.Protocol):
    """A running worker; requests are answered in the order sent.

    When it dies, or is killed because a reply is late, the request being worked on fails with
    ReplicaLost as the culprit and those behind it as bystanders.
    """

    def __init__(self, process: subprocess.Popen[bytes], deadline: float) -> None:
        self._process = process
        self._deadline = deadline
        self._loop = asyncio.get_running_loop()
        self._replies = wire.unpacker()
        self._pending: deque[asyncio.Future[wire.Value]] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._outgoing: list[bytes] = []
        self._last = 0.0
        self._transport: asyncio.WriteTransport
        self._on_death: Callable[[], None] | None = None

    @classmethod
    async def start(
        cls, limits: WorkerLimits, on_death: Callable[[], None] | None = None
    ) -> "WorkerProcess":
        """Start a worker and wait until it is ready; raises ReplicaLost.

        `on_death` is called when it ends later, unless it was closed, before its requests fail.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                process = start_process(theirs, limits)
            except OSError as error:
                ours.close()
                raise ReplicaLost(culprit=False) from error
        _, worker = await asyncio.get_running_loop().create_connection(
            lambda: cls(process, limits.deadline), sock=ours
        )
        try:
            await worker._expect_reply()
        except asyncio.CancelledError:
            await worker.close()
            raise
        worker._on_death = on_death
        return worker

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def request(self, *request: wire.Value) -> asyncio.Future[wire.Value]:
        """Send a request; its reply is for `wire.result`. Raises ReplicaLost when dead."""
        if self._transport.is_closing():
            raise ReplicaLost(culprit=False)
        if not self._outgoing:
            self._loop.call_at(max(self._loop.time(), self._last + GATHER_SECONDS), self._send)
        self._outgoing.append(wire.pack(request))
        return self._expect_reply()

    def _send(self) -> None:
        """Send what all rooms have asked for meanwhile, in one piece."""
        self._last = self._loop.time()
        requests, self._outgoing = self._outgoing, []
        if not self._transport.is_closing():
            self._transport.write(b"".join(requests))

    async def close(self) -> None:
        """End the worker, whatever it is doing."""
        self._on_death = None
        self._transport.abort()
        self._process.kill()
        await asyncio.to_thread(self._process.wait)

    def _expect_reply(self) -> asyncio.Future[wire.Value]:
        reply = self._loop.create_future()
        self._pending.append(reply)
        if len(self._pending) == 1:
            self._wait_for_first()
        return reply

    def _wait_for_first(self) -> None:
        """Give the request that is now being worked on its time."""
        if self._timer:
            self._timer.cancel()
        self._timer = None
        if self._pending:
            self._timer = self._loop.call_later(self._deadline, self._process.kill)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        # Not every event loop's transports are of asyncio's classes.
        self._transport = cast(asyncio.WriteTransport, transport)

    def data_received(self, data: bytes) -> None:
        """Hand out replies."""
        self._replies.feed(data)
        for reply in self._replies:
            waiting = self._pending.popleft()
            if not waiting.done():
                waiting.set_result(reply)
        self._wait_for_first()

    def connection_lost(self, exc: Exception | None) -> None:
        """The process ended: fail what it owes."""
        self._process.kill()
        self._loop.run_in_executor(None, self._process.wait)
        pending, self._pending = self._pending, deque()
        self._wait_for_first()
        if self._on_death:
            self._on_death()
        for position, waiting in enumerate(pending):
            if not waiting.done():
                waiting.set_exception(ReplicaLost(culprit=position == 0))


def start_process(channel: socket.socket, limits: WorkerLimits) -> subprocess.Popen[bytes]:
    """Start a worker that serves the other end of a socket; raises OSError."""
    command = [sys.executable, "-m", "documents.replica.worker"]
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return subprocess.Popen(
        [*command, str(limits.memory), str(limits.cpu_seconds)],
        stdin=channel.fileno(),
        stdout=subprocess.DEVNULL,
        env={**environment, "PYTHONPATH": str(PROJECT)},
        start_new_session=True,  # Ctrl-C is meant for us; a worker ends when its parent does
    )
