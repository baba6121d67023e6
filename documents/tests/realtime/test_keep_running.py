"""What a process depends on begins again after a fault."""

import asyncio

import pytest

from documents.realtime.hub import keep_running


async def test_work_that_fails_begins_again(caplog: pytest.LogCaptureFixture) -> None:
    began_again = asyncio.Event()
    attempts = 0

    async def work() -> None:
        nonlocal attempts
        attempts += 1
        if attempts == 1:
            raise KeyError("a fault")
        began_again.set()
        await asyncio.Event().wait()

    running = asyncio.create_task(keep_running(work, pause=0))
    async with asyncio.timeout(5):
        await began_again.wait()
    assert "a fault" in caplog.text
    running.cancel()
