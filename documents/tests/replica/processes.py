"""Looking at the worker processes of this process, or of another."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path


def workers(parent: int | None = None) -> set[int]:
    """Return the process ids of a process's children that are replica workers."""
    tasks = Path(f"/proc/{parent or os.getpid()}/task")
    children = {int(pid) for file in tasks.glob("*/children") for pid in file.read_text().split()}
    return {pid for pid in children if b"documents.replica.worker" in command_of(pid)}


def command_of(pid: int) -> bytes:
    """Return a process's command line; a dead one has none."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return b""


def variables_of(pid: int) -> set[str]:
    """Return the names in a process's environment."""
    variables = Path(f"/proc/{pid}/environ").read_text().split("\0")
    return {variable.partition("=")[0] for variable in variables if variable}


def descriptors_of(pid: int) -> set[int]:
    """Return a process's open files."""
    return {int(entry.name) for entry in Path(f"/proc/{pid}/fd").iterdir()}


async def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for a condition that nothing announces."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.005)
