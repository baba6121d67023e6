"""The relay as the simulation has it: it loses, doubles and delays."""

from dataclasses import dataclass, field
from typing import Protocol

from documents.tests.simulation.world import World


class Listener(Protocol):
    """A process that takes part."""

    alive: bool

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

    def _deliver(self, process: Listener, first: int, last: int, update: bytes) -> None:
        def arrive() -> None:
            if process.alive:
                process.relayed(first, last, update)

        self.world.soon(self.delay, arrive)
