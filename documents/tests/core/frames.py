"""Frames that real clients sent, and what may be wrong with a frame."""

import random
from collections.abc import Iterator


def damaged(frame: bytes, rng: random.Random, flips: int = 50) -> Iterator[bytes]:
    """Yield the frame cut short at every byte, and with random bits flipped."""
    for length in range(len(frame)):
        yield frame[:length]
    for _ in range(flips):
        copy = bytearray(frame)
        for _ in range(rng.randint(1, 3)):
            copy[rng.randrange(len(copy))] ^= 1 << rng.randrange(8)
        yield bytes(copy)
