"""A whole cluster in one deterministic program: processes, relay, log and people who type."""

from documents.tests.simulation.client import Client
from documents.tests.simulation.log import Log
from documents.tests.simulation.process import Process
from documents.tests.simulation.relay import Relay
from documents.tests.simulation.world import World

QUIET = 30.0
"""Seconds of virtual time after which everybody must have come together."""


class Cluster:
    """The stage of a scenario; a seed that fails fails again."""

    def __init__(self, seed: int, processes: int = 3, clients: int = 5) -> None:
        self.world = World(seed)
        self.seed = seed
        names = [f"client{number}-" for number in range(clients)]
        self.log = Log(writers=set(names))
        self.relay = Relay(self.world)
        self.processes = [
            Process(self.world, self.log, self.relay, f"p{number}") for number in range(processes)
        ]
        self.clients = [
            Client(self.world, self.log, name, number, self.processes)
            for number, name in enumerate(names, 100)
        ]
        self.world.run(0.5)

    def connect(self) -> None:
        """Connect everybody, spread over the processes."""
        for number, client in enumerate(self.clients):
            client.connect(self.processes[number % len(self.processes)])
        self.world.run(1)

    def converge(self) -> None:
        """End all faults, let everybody come back and write, and compare."""
        self.world.run(1)  # the faults that are still to come
        self.log.allow({client.name for client in self.clients})
        for process in self.processes:
            process.restart()
            process.failing_commits = process.deadly_worker = 0.0
        self.world.run(QUIET)
        reader = Client(self.world, self.log, "reader", 99, self.processes)
        reader.reconnect()
        self.world.run(2)
        for client in self.clients:
            assert client.saved, f"{client.name} is never told that all is saved"
            assert client.words == reader.words, f"{client.name} has diverged"
        self._check_log(reader.words)

    def _check_log(self, words: list[str]) -> None:
        replayed = Client(self.world, self.log, "replay", 98, [])
        for row in self.log.rows:
            replayed.apply(row)
        assert words == replayed.words, "the log says something else"
        deleted = {word for client in self.clients for word in client.deleted}
        for client in self.clients:
            inserted, gone = client.acknowledged
            lost = inserted - deleted - set(words)
            assert not lost, f"acknowledged and lost: {sorted(lost)}"
            back = gone & set(words)
            assert not back, f"deletes acknowledged and undone: {sorted(back)}"
