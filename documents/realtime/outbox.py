"""What waits to be sent on one socket: a bounded queue in front of its line."""

from collections import deque

from documents.core import close_codes
from documents.realtime.line import Line

BUDGET = 6 * 1024 * 1024
"""Bytes that may wait for a slow reader; beyond, its socket is closed, and it can come back."""


class Outbox:
    """Sends frames in order; closes the socket when its reader falls too far behind.

    Presence is dropped first, document updates never. A single frame may exceed the budget: a
    document's full state can.
    """

    def __init__(self, line: Line) -> None:
        self._line = line
        self._is_line_ready = True
        self._frames: deque[bytes] = deque()
        self._size = 0
        self._code: int | None = None

    @property
    def closing(self) -> bool:
        """Whether the socket has been told to close."""
        return self._code is not None

    def put(self, frame: bytes, *, droppable: bool = False) -> None:
        """Send a frame, or queue it behind those that wait."""
        if self.closing or (droppable and self._size > BUDGET // 2):
            return
        if self._is_line_ready:
            self._is_line_ready = self._line.write(frame, self._go_on)
        elif self._frames and self._size + len(frame) > BUDGET:
            self._frames.clear()
            self._code = close_codes.TRY_AGAIN
            self._end(self._code)
        else:
            self._frames.append(frame)
            self._size += len(frame)

    def close(self, code: int) -> None:
        """Close the socket once what is queued has been sent."""
        if self._code is None:
            self._code = code
            if self._is_line_ready:
                self._end(code)

    def _go_on(self) -> None:
        """Send what waits, as far as the line takes it."""
        self._is_line_ready = True
        while self._frames and self._is_line_ready:
            frame = self._frames.popleft()
            self._size -= len(frame)
            self._is_line_ready = self._line.write(frame, self._go_on)
        if self._code is not None and self._is_line_ready:
            self._end(self._code)

    def _end(self, code: int) -> None:
        self._line.close(code, close_codes.REASONS.get(code, ""))
