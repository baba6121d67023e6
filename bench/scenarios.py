"""The scenarios: each one's load, whom it is put on, and the bars it is held to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bench import loads
from bench.loads import Load

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
    """A load with a name."""

    name: str
    title: str
    load: Load
    bars: tuple[Bar, ...]
    servers: tuple[str, ...] = EVERYBODY


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
)

BY_NAME: Mapping[str, Scenario] = {scenario.name: scenario for scenario in SCENARIOS}
