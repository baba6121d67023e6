"""The scenarios: each one's load, whom it is put on, and the bars it is held to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bench import loads, pasts
from bench.loads import Load, nothing
from bench.trial import Trial

EDITS_OF_447_KB = 95_150
PEER = "hocuspocus"
"""The server that ours are compared with."""
OURS = ("daphne", "uvicorn")
STORING = (*OURS, PEER)
EVERYBODY = (*STORING, "y-websocket", "pycrdt-websocket")


@dataclass(frozen=True, slots=True)
class Bar:
    """What one figure of one of our servers must be.

    `times the peer` bounds its ratio to the main peer's figure, the others the figure itself.
    """

    figure: str
    server: str
    limit: float
    kind: Literal["times the peer", "at most", "at least"] = "times the peer"

    def __str__(self) -> str:
        limit = f"{self.limit:g}"
        return f"at most {limit} {self.kind}" if self.relative else f"{self.kind} {limit}"

    @property
    def relative(self) -> bool:
        """Whether it is about a ratio."""
        return self.kind == "times the peer"


@dataclass(frozen=True, slots=True)
class Scenario:
    """A load with a name.

    What hardly varies, or takes long, is measured `once`; `prepare` comes before all scenarios.
    """

    name: str
    title: str
    load: Load
    bars: tuple[Bar, ...] = ()
    servers: tuple[str, ...] = EVERYBODY
    once: bool = False
    prepare: Callable[[Trial], None] = nothing

    def runs_on(self, server: str, runs: int) -> int:
        """How often to measure a server where `runs` are asked for: those to compare, so often."""
        compared = server in STORING and not self.once
        return (runs if compared else 1) if server in self.servers else 0


def _times(figure: str, limit: float, uvicorn: float | None = None) -> tuple[Bar, ...]:
    return (Bar(figure, "daphne", limit), Bar(figure, "uvicorn", uvicorn or limit))


def _at_most(figure: str, limit: float) -> tuple[Bar, ...]:
    return tuple(Bar(figure, server, limit, "at most") for server in OURS)


SCENARIOS = (
    Scenario(
        "pair",
        "1 document, 2 people, each typing 10 characters a second",
        loads.doing("typing", documents=1, people=2, typists=2, rate=10),
        (*_times("p50 ms", 1), *_times("p95 ms", 1)),
    ),
    Scenario(
        "typing100",
        "1 document, 100 people, all typing 5 characters a second",
        loads.doing("typing", documents=1, people=100, typists=100, rate=5),
        (
            *_times("CPU µs per delivery", 0.5, uvicorn=0.35),
            *_at_most("missing", 0),
            *_at_most("p95 ms", 40),
        ),
    ),
    Scenario(
        "readers200",
        "1 document, 200 people, 20 of them typing 5 characters a second",
        loads.doing("typing", documents=1, people=200, typists=20, rate=5),
        _times("CPU µs per delivery", 0.5),
    ),
    Scenario(
        "documents300",
        "300 documents, 2 people at each, typing 2 characters a second",
        loads.doing("typing", documents=300, people=2, typists=2, rate=2),
        _times("CPU µs per delivery", 0.6),
    ),
    Scenario(
        "storm",
        "200 people open a document of 447 KB at the same moment",
        loads.storm(people=200, edits=EDITS_OF_447_KB),
        (*_times("ms until all are in step", 0.3), *_times("CPU ms", 0.2)),
    ),
    Scenario(
        "presence",
        "1 document, 100 people moving their cursors 5 times a second",
        loads.doing("moving", documents=1, people=100, typists=100, rate=5),
        _times("CPU µs per delivery", 0.5),
    ),
    Scenario(
        "history",
        "a document with 1,000,000 edits behind it is opened cold, and the same text with 1,000",
        pasts.opening(),
        (*_at_most("long: ms until it is there", 1000), *_at_most("long / short", 1.5)),
        servers=STORING,
        prepare=pasts.prepare_opening,
    ),
    Scenario(
        "behind",
        "10 people type 5 characters a second, with nothing and with 1,000,000 edits behind them",
        pasts.behind(people=10, rate=5),
        servers=STORING,
        once=True,
        prepare=pasts.prepare_opening,
    ),
    Scenario(
        "connections",
        "990 people have 99 empty documents open and do nothing",
        loads.connections(documents=99, people=10),
        _times("KB each", 1),
        once=True,
    ),
    Scenario(
        "documents",
        "10 people have a document of 447 KB open each and do nothing",
        pasts.open_documents(documents=10, edits=EDITS_OF_447_KB),
        _times("MB each", 1),
        servers=STORING,
        once=True,
    ),
    Scenario(
        "processes",
        "20 documents for each web process, 20 people at each, all typing 2 characters a second",
        loads.processes(documents=20, people=20, rate=2),
        tuple(
            Bar(f"capacity, {layout}", server, 1.7, "at least")
            for layout in ("routed", "spread")
            for server in OURS
        ),
        servers=OURS,
        once=True,
    ),
    Scenario(
        "author",
        "one author's real editing trace, typed again",
        loads.trace("automerge-paper.json.gz", rate=4000),
        _times("CPU µs per update", 1),
        servers=STORING,
        once=True,
    ),
    Scenario(
        "authors",
        "a real editing trace of two who write at once, typed again",
        loads.trace("friendsforever.json.gz", rate=2000),
        _times("CPU µs per update", 1),
        servers=STORING,
        once=True,
    ),
    Scenario(
        "people",
        "1 document, more and more people, all typing 5 characters a second",
        loads.growth("people", ((1, 10), (1, 25), (1, 50), (1, 100), (1, 150)), rate=5),
        servers=("daphne",),
        once=True,
    ),
    Scenario(
        "spread",
        "more and more documents, 2 people at each, typing 2 characters a second",
        loads.growth("documents", ((25, 2), (100, 2), (200, 2), (400, 2)), rate=2),
        servers=("daphne",),
        once=True,
    ),
)
