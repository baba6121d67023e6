"""One run of one scenario on one server: start it, put load on it, read the figures, stop it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from bench import generator
from bench.generator import Outcome
from bench.meter import Meter
from bench.servers import Document, Server
from bench.stores import Stores

Figures = dict[str, float]
"""Named numbers; a name says its unit. What could not be measured is left out."""


class Unfit(Exception):
    """The server could not do what was asked of it; the message says what went wrong."""


@dataclass(frozen=True, slots=True)
class Form:
    """How thoroughly to measure."""

    warmup: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Trial:
    """A server to be measured, and what it is measured with."""

    server_class: type[Server]
    stores: Stores
    form: Form

    @contextmanager
    def server(self, **options: Any) -> Iterator[Server]:
        """The server while it runs."""
        server = self.server_class(self.stores, **options)
        try:
            server.start()
            yield server
        finally:
            server.stop()

    def load(
        self, server: Server, kind: str, documents: Sequence[Document], **plan: Any
    ) -> Outcome:
        """Have the generator carry out a plan; raises LoadFailed, and Unfit for a lost socket."""
        meter = Meter({"server": server.processes(), **self.stores.processes()})
        whole = {"kind": kind, "protocol": server.protocol, "documents": documents, **plan}
        outcome = generator.run(whole, meter)
        if faults := outcome.result.get("faults"):
            raise Unfit(", ".join(f"{count} times {fault}" for fault, count in faults.items()))
        return outcome


def processor(outcome: Outcome) -> Figures:
    """Shares of a core that server and stores took."""
    return {
        f"{group} % of a core": 100 * outcome.spent(group) / outcome.seconds
        for group in ("server", "postgres", "redis")
    }
