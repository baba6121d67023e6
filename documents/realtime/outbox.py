"""What waits to be sent on one socket: a bounded queue and one task that empties it."""

import asyncio
from collections import deque

from asgiref.typing import ASGISendCallable

from documents.core import close_codes

BUDGET = 8 * 1024 * 1024
"""Bytes that may wait for a slow reader; beyond, its socket is closed, and it can come back."""


class Outbox:
    """Sends frames in order; closes the socket when its reader falls too far behind.

    Presence is dropped first, document updates never. A single frame may exceed the budget: a
    document's full state can.
    """

    def __init__(self, send: ASGISendCallable) -> None:
        self._send = send
        self._frames: deque[bytes] = deque()
        self._size = 0
        self._ready = asyncio.Event()
        self._code: int | None = None

    @property
    def closing(self) -> bool:
        """Whether the socket has been told to close."""
        return self._code is not None

    def put(self, frame: bytes, *, droppable: bool = False) -> None:
        """Queue a frame."""
        if self.closing or (droppable and self._size > BUDGET // 2):
            return
        if self._frames and self._size + len(frame) > BUDGET:
            self._frames.clear()
            self.close(close_codes.TRY_AGAIN)
            return
        self._frames.append(frame)
        self._size += len(frame)
        self._ready.set()

    def close(self, code: int) -> None:
        """Close the socket once what is queued has been sent."""
        if self._code is None:
            self._code = code
            self._ready.set()

    async def run(self) -> None:
        """Send what comes until the socket is to be closed, and close it."""
        while True:
            await self._ready.wait()
            self._ready.clear()
            while self._frames:
                frame = self._frames.popleft()
                await self._send({"type": "websocket.send", "bytes": frame, "text": None})
                self._size -= len(frame)
            if self._code is not None:
                reason = close_codes.REASONS.get(self._code, "")
                await self._send({"type": "websocket.close", "code": self._code, "reason": reason})
                return
