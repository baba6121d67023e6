"""Processor time and memory of groups of processes, read from /proc."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import psutil


@dataclass(frozen=True, slots=True)
class Reading:
    """Seconds of processor time so far, and bytes of memory now, by group.

    Memory is the proportional set size: what processes share counts once.
    """

    at: float
    processor: Mapping[str, float]
    memory: Mapping[str, int]


class Meter:
    """Reads groups of processes, each given by the process ids at its roots."""

    def __init__(self, groups: Mapping[str, Sequence[int]]) -> None:
        self._groups = groups

    def read(self) -> Reading:
        """Read all groups now."""
        groups = {name: _family(roots) for name, roots in self._groups.items()}
        return Reading(
            time.monotonic(),
            {name: sum(map(_processor, family)) for name, family in groups.items()},
            {name: sum(map(_memory, family)) for name, family in groups.items()},
        )


def _family(roots: Sequence[int]) -> list[psutil.Process]:
    family = []
    for root in map(psutil.Process, roots):
        family += [root, *root.children(recursive=True)]
    return family


def _processor(process: psutil.Process) -> float:
    """Its own seconds, and those of children that have ended."""
    try:
        spent = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(spent.user + spent.system + spent.children_user + spent.children_system)


def _memory(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return 0
