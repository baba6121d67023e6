"""Frames that come in numbered pieces: in order and once, whatever is sent twice on the way.

Where a client can only ask and be answered, what it sends is one stream of bytes, each frame
behind its length in four bytes, big end first. It comes cut anywhere; a piece whose answer was lost
is sent again under its number.
"""

from documents.core import close_codes
from documents.core.errors import CollabError, ProtocolError

PIECE_BYTES = 512 * 1024
"""What one piece may have; proxies take a megabyte unless they are told otherwise."""
FRAMES = 64
"""How many frames one piece may complete: they are taken in one go."""
_LENGTH = 4


class OutOfTurn(CollabError):
    """A piece comes before the one that it follows."""


class Pieces:
    """Puts frames of up to `max_frame` bytes together again."""

    def __init__(self, max_frame: int) -> None:
        self._max_frame = max_frame
        self._rest = bytearray()
        self.expected = 1

    def take(self, number: int, piece: bytes) -> list[bytes]:
        """Return the frames that a piece completes, none for one that is known.

        Raises OutOfTurn when one is missing before it, ProtocolError for what no frame may be.
        """
        if number < self.expected:
            return []
        if number > self.expected:
            raise OutOfTurn(f"piece {number} where {self.expected} was expected")
        self.expected += 1
        self._rest += piece
        frames: list[bytes] = []
        while (frame := self._next()) is not None:
            if len(frames) == FRAMES:
                raise ProtocolError("too many frames in one piece")
            frames.append(frame)
        return frames

    def _next(self) -> bytes | None:
        if len(self._rest) < _LENGTH:
            return None
        length = int.from_bytes(self._rest[:_LENGTH])
        if length > self._max_frame:
            raise ProtocolError("frame too big", close_codes.TOO_BIG)
        end = _LENGTH + length
        if len(self._rest) < end:
            return None
        frame = bytes(self._rest[_LENGTH:end])
        del self._rest[:end]
        return frame
