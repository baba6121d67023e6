"""The relay as the simulation has it: it loses, doubles and delays."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from documents.tests.simulation.world import World


class Listener(Protocol):
    """A process that takes part."""

    alive: bool

    def asked(self, process: str) -> None:
        """Another process asks who is there."""

    def heard(self, process: str, payload: bytes) -> None:
        """Another process says who is there."""

    def relayed(self, process: str, first: int, last: int, update: bytes) -> None:
        """Another process has committed rows."""


@dataclass
class Relay:
    """Fan-out between processes; `loss` and `duplication` are probabilities, `delay` seconds."""

    world: World
    loss: float = 0.2
    duplication: float = 0.1
    delay: float = 0.05
    processes: list[Listener] = field(default_factory=list)

    def tell(self, sender: Listener, message: Callable[[Listener], None]) -> None:
        """Tell the other processes something, perhaps."""
        for process in self.processes:
            copies = 2 if self.world.chance(self.duplication) else 1
            for _ in range(copies):
                if process is not sender and not self.world.chance(self.loss):
                    self._deliver(process, message)

    def _deliver(self, process: Listener, message: Callable[[Listener], None]) -> None:
        self.world.soon(self.delay, lambda: message(process) if process.alive else None)
