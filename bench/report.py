"""bench/results.md: every figure's median and spread, and what becomes of each bar."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bench.scenarios import PEER, Bar, Scenario
from bench.trial import Figures

INTRODUCTION = """\
Written by the benchmarks; [performance.md](../docs/performance.md) explains them. Medians, and in
brackets the smallest and the largest of all runs."""
EXPLANATION = """\
CPU is that of all processes of a server; that of Postgres and Redis is apart, and shown below."""


@dataclass(frozen=True, slots=True)
class Record:
    """One run: its figures, or why there are none."""

    scenario: str
    server: str
    figures: Figures
    failure: str = ""


class Results:
    """All runs of some scenarios."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = list(records)

    def values(self, scenario: str, server: str, figure: str) -> list[float]:
        """What was measured, run by run."""
        return [
            record.figures[figure]
            for record in self._records
            if (record.scenario, record.server) == (scenario, server) and figure in record.figures
        ]

    def median(self, scenario: str, server: str, figure: str) -> float | None:
        """The median; None where nothing was measured."""
        values = self.values(scenario, server, figure)
        return statistics.median(values) if values else None

    def figures(self, scenario: str) -> list[str]:
        """The names of a scenario's figures, in their order."""
        found = (record.figures for record in self._records if record.scenario == scenario)
        return list(dict.fromkeys(name for figures in found for name in figures))

    def failures(self, scenario: str) -> list[str]:
        """What went wrong, by server."""
        return [
            f"{record.server}: {record.failure}"
            for record in self._records
            if record.scenario == scenario and record.failure
        ]


def report(
    results: Results,
    scenarios: Sequence[Scenario],
    titles: Mapping[str, str],
    facts: Mapping[str, str],
) -> str:
    """The whole page; `titles` are the servers', `facts` say what was measured on what."""
    parts = [
        "# Results of `make bench`",
        INTRODUCTION,
        _table(("", ""), facts.items()),
        "## Bars",
        f"The peer is {titles[PEER]}. {EXPLANATION}",
        _bars(results, scenarios, titles),
    ]
    for scenario in scenarios:
        parts += [f"## {scenario.name}", f"{scenario.title}.", _figures(results, scenario, titles)]
        parts += [f"- {failure}" for failure in results.failures(scenario.name)]
    return "\n\n".join(parts) + "\n"


def _bars(results: Results, scenarios: Sequence[Scenario], titles: Mapping[str, str]) -> str:
    rows = [
        (
            scenario.name,
            bar.figure,
            titles[bar.server],
            _number(results.median(scenario.name, bar.server, bar.figure)),
            _number(results.median(scenario.name, PEER, bar.figure)),
            str(bar),
            *_verdict(results, scenario.name, bar),
        )
        for scenario in scenarios
        for bar in scenario.bars
    ]
    head = ("scenario", "figure", "of", "ours", "the peer", "bar", "reached", "verdict")
    return _table(head, rows)


def _verdict(results: Results, scenario: str, bar: Bar) -> tuple[str, str]:
    """What was reached, in the terms of the bar, and whether that is enough."""
    ours = results.median(scenario, bar.server, bar.figure)
    peer = results.median(scenario, PEER, bar.figure)
    if ours is None or (bar.relative and not peer):
        return "–", "not measured"
    reached = ours / peer if bar.relative and peer else ours
    met = reached >= bar.limit if bar.kind == "at least" else reached <= bar.limit
    if met:
        return _number(reached), "met"
    if not (bar.limit and reached):
        return _number(reached), "**not met**"
    off = bar.limit / reached if bar.kind == "at least" else reached / bar.limit
    return _number(reached), f"**not met**, {off:.2g} times off"


def _figures(results: Results, scenario: Scenario, titles: Mapping[str, str]) -> str:
    rows = [
        (figure, *(_spread(results.values(scenario.name, s, figure)) for s in scenario.servers))
        for figure in results.figures(scenario.name)
    ]
    return _table(("", *(titles[server] for server in scenario.servers)), rows)


def _spread(values: Sequence[float]) -> str:
    if not values:
        return "–"
    median = _number(statistics.median(values))
    if len(values) == 1 or min(values) == max(values):
        return median
    return f"{median} ({_number(min(values))}–{_number(max(values))})"


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
