"""A worker that reads documents, for threads: what is live goes on beside it, undisturbed."""

import socket
import subprocess
from collections.abc import Sequence
from uuid import UUID

from documents.replica import wire
from documents.replica.errors import ReplicaLost
from documents.replica.process import WorkerLimits, start_process

RECEIVE_BYTES = 1 << 18


class Reader:
    """One worker process, started when there is something to read; one thread at a time."""

    def __init__(self, limits: WorkerLimits | None = None) -> None:
        self._limits = limits or WorkerLimits(cpu_seconds=3)
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None
        self._replies = wire.unpacker()

    def read(self, checkpoint: bytes | None, rows: Sequence[bytes]) -> str:
        """Draw a document from its log; raises ReplicaLost when that breaks or takes too long."""
        drawn: str = self._request("read", checkpoint, rows)
        return drawn

    def refer(self, checkpoint: bytes | None, rows: Sequence[bytes]) -> set[UUID]:
        """Say which attachments a document refers to; raises ReplicaLost as `read` does."""
        return {UUID(bytes=found) for found in self._request("refer", checkpoint, rows)}

    def _request(self, *request: wire.Value) -> wire.Value:
        try:
            if self._process and self._process.poll() is not None:
                self.close()
            channel = self._channel or self._start()
            channel.sendall(wire.pack(request))
            return wire.result(self._reply(channel))
        except OSError as error:
            self.close()
            raise ReplicaLost(culprit=True) from error

    def close(self) -> None:
        """End the worker, whatever it is doing; reading again starts another."""
        if self._channel:
            self._channel.close()
        if self._process:
            self._process.kill()
            self._process.wait()
        self._channel = self._process = None

    def _start(self) -> socket.socket:
        self._channel, theirs = socket.socketpair()
        self._channel.settimeout(self._limits.deadline)
        self._replies = wire.unpacker()
        with theirs:
            self._process = start_process(theirs, self._limits)
        wire.result(self._reply(self._channel))
        return self._channel

    def _reply(self, channel: socket.socket) -> wire.Value:
        """The next reply; raises OSError when none comes."""
        for reply in self._replies:
            return reply
        while received := channel.recv(RECEIVE_BYTES):
            self._replies.feed(received)
            for reply in self._replies:
                return reply
        raise ConnectionResetError("the worker has died")
