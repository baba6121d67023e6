import random

import pytest

from documents.core import close_codes
from documents.core.errors import ProtocolError
from documents.core.pieces import FRAMES, OutOfTurn, Pieces

MAX_FRAME = 1000


def framed(*frames: bytes) -> bytes:
    return b"".join(len(frame).to_bytes(4) + frame for frame in frames)


def test_frames_cut_anywhere_come_whole_and_in_order() -> None:
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    frames = [chance.randbytes(chance.randrange(MAX_FRAME + 1)) for _ in range(60)]
    stream, taken, pieces, number = framed(*frames), [], Pieces(MAX_FRAME), 0
    while stream:
        cut = chance.randrange(2 * MAX_FRAME)
        number += 1
        taken += pieces.take(number, stream[:cut])
        stream = stream[cut:]
    assert taken == frames


def test_a_piece_that_is_sent_again_is_taken_once() -> None:
    pieces = Pieces(MAX_FRAME)
    assert pieces.take(1, framed(b"one") + b"\x00") == [b"one"]
    assert pieces.take(1, framed(b"one") + b"\x00") == []
    assert pieces.take(2, b"\x00\x00\x03two") == [b"two"]
    assert pieces.take(1, framed(b"forged")) == []


@pytest.mark.parametrize("number", [2, 3, 2**60])
def test_a_piece_before_its_turn_is_not_taken(number: int) -> None:
    pieces = Pieces(MAX_FRAME)
    with pytest.raises(OutOfTurn):
        pieces.take(number, framed(b"later"))
    assert pieces.take(1, framed(b"now")) == [b"now"]


def test_a_frame_beyond_the_limit_is_refused_before_it_is_there() -> None:
    with pytest.raises(ProtocolError) as refused:
        Pieces(MAX_FRAME).take(1, (MAX_FRAME + 1).to_bytes(4))
    assert refused.value.code == close_codes.TOO_BIG


def test_a_piece_holds_so_many_frames() -> None:
    assert len(Pieces(MAX_FRAME).take(1, framed(*[b"x"] * FRAMES))) == FRAMES
    with pytest.raises(ProtocolError) as refused:
        Pieces(MAX_FRAME).take(1, framed(*[b""] * (FRAMES + 1)))
    assert refused.value.code == close_codes.MALFORMED
