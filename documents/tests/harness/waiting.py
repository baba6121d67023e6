"""Waiting for a condition, with a deadline."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")

SECONDS = 15.0


async def until(
    ask: Callable[[], Awaitable[T]], accept: Callable[[T], bool], *, seconds: float = SECONDS
) -> T:
    """Ask again and again until the answer is acceptable; returns it, or fails with the last."""
    deadline = time.monotonic() + seconds
    while not accept(answer := await ask()):
        if time.monotonic() > deadline:
            raise AssertionError(f"not so within {seconds:.0f} s; the last answer was {answer!r}")
        await asyncio.sleep(0.02)
    return answer


async def equal(ask: Callable[[], Awaitable[T]], expected: T, *, seconds: float = SECONDS) -> None:
    """Wait until the answer is `expected`."""
    await until(ask, lambda answer: answer == expected, seconds=seconds)
