"""Frames leave in order, and a reader that falls too far behind is let go."""

from collections.abc import Callable

from documents.core import close_codes
from documents.realtime.outbox import BUDGET, Outbox

QUARTER = bytes(BUDGET // 4)


class Narrow:
    """A line that takes so many frames at a time."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.taken: list[bytes] = []
        self.code: int | None = None
        self._ready: Callable[[], None] | None = None

    def write(self, frame: bytes, ready: Callable[[], None]) -> bool:
        self.taken.append(frame)
        self._ready = ready
        return len(self.taken) % self.width != 0

    def close(self, code: int, reason: str) -> None:
        assert self.code is None
        self.code = code

    def read(self) -> None:
        """The reader takes what it was sent."""
        assert self._ready
        self._ready()


def test_frames_go_out_at_once_while_the_line_takes_them() -> None:
    line = Narrow(3)
    outbox = Outbox(line)
    for frame in (b"a", b"b", b"c", b"d"):
        outbox.put(frame)
    assert line.taken == [b"a", b"b", b"c"]


def test_frames_that_waited_leave_in_their_order() -> None:
    line = Narrow(2)
    outbox = Outbox(line)
    for frame in (b"a", b"b", b"c", b"d", b"e"):
        outbox.put(frame)
    line.read()
    outbox.put(b"f")
    line.read()
    assert line.taken == [b"a", b"b", b"c", b"d", b"e", b"f"]


def test_closing_waits_for_what_was_put_before() -> None:
    line = Narrow(1)
    outbox = Outbox(line)
    outbox.put(b"a")
    outbox.put(b"b")
    outbox.close(close_codes.FORBIDDEN)
    outbox.put(b"c")
    assert outbox.closing
    assert line.code is None
    line.read()
    line.read()
    assert line.taken == [b"a", b"b"]
    assert line.code == close_codes.FORBIDDEN


def test_a_reader_that_falls_too_far_behind_is_let_go_at_once() -> None:
    line = Narrow(1)
    outbox = Outbox(line)
    for _ in range(6):
        outbox.put(QUARTER)
    assert line.code == close_codes.TRY_AGAIN
    assert len(line.taken) == 1


def test_presence_is_dropped_before_anybody_is_let_go() -> None:
    line = Narrow(1)
    outbox = Outbox(line)
    for _ in range(4):
        outbox.put(QUARTER)
        outbox.put(b"presence", droppable=True)
    assert line.code is None
    for _ in range(6):
        line.read()
    assert [frame for frame in line.taken if frame != QUARTER] == [b"presence"] * 2


def test_one_frame_may_be_larger_than_all_that_may_wait() -> None:
    line = Narrow(1)
    outbox = Outbox(line)
    outbox.put(b"a")
    outbox.put(bytes(2 * BUDGET))
    assert line.code is None
