"""Which core does what, and what machine this is."""

import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from collab.embedded.progress import SetupError

_CORES = sorted(os.sched_getaffinity(0))

SERVER_CORES = set(_CORES[:1])
"""The server under test, all of its processes."""
GENERATOR_CORES = set(_CORES[1:2])
STORE_CORES = set(_CORES[2:]) or GENERATOR_CORES
"""Postgres and Redis keep off the server's core, so that it is the server's alone."""
ALL_CORES = set(_CORES)


def check() -> None:
    """Raise SetupError where server and generator cannot be kept apart."""
    if not GENERATOR_CORES:
        raise SetupError("The benchmarks need two cores: one for the server, one for the load.")


@contextmanager
def on(cores: set[int]) -> Iterator[None]:
    """What is started inside runs on these cores, and so does whatever that starts."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def description() -> str:
    """Processor, cores and memory in a line."""
    model = platform.machine()
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model}, {len(_CORES)} cores, {memory:.0f} GB, Linux {platform.release()}"
