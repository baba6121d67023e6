"""The relay as the simulation has it: it loses, doubles and delays."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from documents.tests.simulation.world import World


class Listener(Protocol):
    """A process that takes part."""

    name: str
    alive: bool

    def heard(self, process: str, payload: bytes) -> None:
        """Another process says who is there."""

    def relayed(self, first: int, last: int, update: bytes) -> None:
        """A message arrives."""


@dataclass
class Relay:
    """Fan-out between processes; `loss` and `duplication` are probabilities, `delay` seconds."""

    world: World
    loss: float = 0.2
    duplication: float = 0.1
    delay: float = 0.05
    processes: list[Listener] = field(default_factory=list)

    def publish(self, sender: Listener, first: int, last: int, update: bytes) -> None:
        """Tell the other processes, perhaps."""
        for process in self.processes:
            copies = 2 if self.world.chance(self.duplication) else 1
            for _ in range(copies):
                if process is not sender and not self.world.chance(self.loss):
                    self._deliver(process, first, last, update)

    def announce(self, sender: Listener, payload: bytes) -> None:
        """Tell the other processes who is there, perhaps."""
        for process in self.processes:
            if process is not sender and not self.world.chance(self.loss):
                self._soon(process, lambda p=process: p.heard(sender.name, payload))  # type: ignore[misc]

    def _deliver(self, process: Listener, first: int, last: int, update: bytes) -> None:
        self._soon(process, lambda: process.relayed(first, last, update))

    def _soon(self, process: Listener, action: Callable[[], None]) -> None:
        self.world.soon(self.delay, lambda: action() if process.alive else None)
