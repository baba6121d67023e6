"""One run of one scenario on one server: start it, put load on it, read the figures, stop it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import generator
from bench.generator import Outcome
from bench.meter import Meter
from bench.server import Document, Server
from bench.stores import Stores

Figures = dict[str, float]
"""Named numbers; a name says its unit. What could not be measured is left out."""


class Unfit(Exception):
    """The server could not do what was asked of it; the message says what went wrong."""


@dataclass(frozen=True, slots=True)
class Form:
    """How thoroughly to measure.

    `traces` is the directory of the real editing traces, of each of which the first `trace_edits`
    are typed, or all.
    """

    warmup: float
    seconds: float
    edits_behind: int
    trace_edits: int | None
    traces: Path | None


@dataclass(frozen=True, slots=True)
class Trial:
    """A server to be measured, and what it is measured with."""

    server_class: type[Server]
    stores: Stores
    form: Form

    @property
    def name(self) -> str:
        """The server's name."""
        return self.server_class.name

    @contextmanager
    def server(self, **options: Any) -> Iterator[Server]:
        """A server of that class while it runs."""
        server = self.server_class(self.stores, **options)
        with self.running(server):
            yield server

    @contextmanager
    def running(self, server: Server) -> Iterator[None]:
        """Have a server run inside."""
        try:
            server.start()
            yield
        finally:
            server.stop()

    def load(
        self, server: Server, kind: str, documents: Sequence[Document], **plan: Any
    ) -> Outcome:
        """Have the generator carry out a plan; raises LoadFailed, and Unfit for a lost socket."""
        roots = server.processes()
        each = {f"process {number}": [root] for number, root in enumerate(roots)}
        meter = Meter({"server": roots, **each, **self.stores.processes()})
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
