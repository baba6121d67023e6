"""The loads that scenarios are made of; each is a function from a trial to figures."""

from collections.abc import Callable, Sequence
from typing import Any

from bench.generator import Outcome
from bench.ours import Collab
from bench.server import Server
from bench.trial import Figures, Trial, Unfit, processor

Load = Callable[[Trial], Figures]

SETTLE_SECONDS = 1.0
HOLD_SECONDS = 5.0
FASTEST = {"COLLAB_MESSAGES_PER_SECOND": "100000"}
"""Nobody types hundreds of characters a second; who replays a trace of months does."""


def nothing(_trial: Trial) -> None:
    """Most loads need nothing prepared."""


def doing(kind: str, *, documents: int, people: int, typists: int, rate: float) -> Load:
    """`typists` of each document's `people` type, or move their cursors, `rate` times a second."""

    def measure(trial: Trial) -> Figures:
        with trial.server() as server:
            outcome = done(
                trial, server, kind, documents,
                people=people, typists=typists, rate=rate, seconds=trial.form.seconds,
            )  # fmt: skip
        seen = outcome.result
        figures = {
            "CPU µs per delivery": 1e6 * outcome.spent("server") / seen["delivered"],
            **processor(outcome),
            "deliveries/s": seen["delivered"] / outcome.seconds,
            "p50 ms": seen["latency"]["p50"],
            "p95 ms": seen["latency"]["p95"],
            "p99 ms": seen["latency"]["p99"],
            "missing": seen["missing"],
            "generator late p99 ms": seen["lag"]["p99"],
        }
        if seen["acknowledged"]["count"]:
            figures["acknowledged p50 ms"] = seen["acknowledged"]["p50"]
            figures["acknowledged p95 ms"] = seen["acknowledged"]["p95"]
        return figures

    return measure


def done(
    trial: Trial, server: Server, kind: str, documents: int | Sequence[str], **plan: Any
) -> Outcome:
    """What comes of everybody's doing in so many new documents, or in those that are named.

    Raises Unfit when nothing arrives, or a new document's text is not what was typed.
    """
    begun = not isinstance(documents, int)
    names = server.new_documents(documents) if isinstance(documents, int) else documents
    outcome = trial.load(
        server, kind, server.seats(names, plan["people"] + 1),
        settle=SETTLE_SECONDS, warmup=trial.form.warmup, begun=begun, **plan,
    )  # fmt: skip
    if outcome.result["verified"] is False:
        raise Unfit("the document is not what was typed")
    if not outcome.result["delivered"]:
        raise Unfit("nothing arrived")
    return outcome


def storm(*, people: int, edits: int) -> Load:
    """`people` open a document of `edits` edits at the same moment."""

    def measure(trial: Trial) -> Figures:
        with trial.server() as server:
            outcome = trial.load(
                server, "storm", server.seats(server.new_documents(1), people + 2),
                people=people, edits=edits, settle=2,
            )  # fmt: skip
        seen = outcome.result
        if seen["failed"]:
            raise Unfit(f"{seen['failed']} could not open it")
        return {
            "ms until all are in step": seen["milliseconds"],
            "CPU ms": 1000 * outcome.spent("server"),
            "postgres CPU ms": 1000 * outcome.spent("postgres"),
            "p50 ms": seen["joining"]["p50"],
            "p95 ms": seen["joining"]["p95"],
            "KB": seen["bytes"] / 1000,
        }

    return measure


def growth(of: str, sizes: Sequence[tuple[int, int]], *, rate: float) -> Load:
    """Everybody types, in each of the `sizes` (documents, people at each); told by what grows."""

    def measure(trial: Trial) -> Figures:
        figures: Figures = {}
        for documents, people in sizes:
            with trial.server() as server:
                outcome = done(
                    trial, server, "typing", documents,
                    people=people, typists=people, rate=rate, seconds=trial.form.seconds,
                )  # fmt: skip
            label = f"{documents if of == 'documents' else people} {of}"
            seen = outcome.result
            figures |= {
                f"{label}: server % of a core": 100 * outcome.spent("server") / outcome.seconds,
                f"{label}: postgres % of a core": 100 * outcome.spent("postgres") / outcome.seconds,
                f"{label}: CPU µs per update": 1e6 * outcome.spent("server") / seen["sent"],
                f"{label}: CPU µs per delivery": 1e6 * outcome.spent("server") / seen["delivered"],
                f"{label}: p95 ms": seen["latency"]["p95"],
            }
        return figures

    return measure


def connections(*, documents: int, people: int) -> Load:
    """Everybody has an empty document open, and does nothing."""

    def measure(trial: Trial) -> Figures:
        with trial.server() as server:
            names = server.new_documents(documents + 1)
            outcome = held(trial, server, names, people)
        connected = outcome.result["connections"]
        return {"connections": connected, "KB each": outcome.grown("server") / 1000 / connected}

    return measure


def held(trial: Trial, server: Server, names: list[str], people: int) -> Outcome:
    """Memory is read after the first document was opened, and after the others were."""
    seats = server.seats(names, people)
    return trial.load(server, "idling", seats, people=people, hold=HOLD_SECONDS)


def processes(*, documents: int, people: int, rate: float) -> Load:
    """Typing on one web process, and twice as much on two, documents being on both or on one each.

    The machine has too few cores to fill two processes, so what is told is how much could be
    delivered before the busier of them fills a core: `capacity` is how many times that of one.
    """

    def measure(trial: Trial) -> Figures:
        figures: Figures = {}
        full = {}
        layouts: dict[str, dict[str, Any]] = {
            "one": {"web_processes": 1},
            "spread": {"web_processes": 2},
            "routed": {"web_processes": 2, "routed": True},
        }
        for label, options in layouts.items():
            with trial.server(**options) as server:
                roots = server.processes()
                outcome = done(
                    trial, server, "typing", documents * len(roots),
                    people=people, typists=people, rate=rate, seconds=trial.form.seconds,
                )  # fmt: skip
            delivered = outcome.result["delivered"]
            spent = [outcome.spent(f"process {number}") for number in range(len(roots))]
            full[label] = delivered / max(spent)
            figures |= {
                f"{label}: deliveries/s": delivered / outcome.seconds,
                f"{label}: deliveries/s before a core is full": full[label],
                f"{label}: CPU µs per delivery": 1e6 * sum(spent) / delivered,
                f"{label}: postgres % of a core": 100 * outcome.spent("postgres") / outcome.seconds,
                f"{label}: redis % of a core": 100 * outcome.spent("redis") / outcome.seconds,
                f"{label}: p95 ms": outcome.result["latency"]["p95"],
                f"{label}: missing": outcome.result["missing"],
            }
        return {
            "capacity, routed": full["routed"] / full["one"],
            "capacity, spread": full["spread"] / full["one"],
            **figures,
        }

    return measure


def trace(file: str, *, rate: float) -> Load:
    """A real editing trace is typed again by its authors, `rate` updates a second together."""

    def measure(trial: Trial) -> Figures:
        if trial.form.traces is None:
            raise Unfit("no traces: TRACES=/path/to/them")
        options = {"environment": FASTEST} if issubclass(trial.server_class, Collab) else {}
        with trial.server(**options) as server:
            outcome = trial.load(
                server, "replaying", server.seats(server.new_documents(1), 4),
                trace=str(trial.form.traces / file), edits=trial.form.trace_edits, rate=rate,
            )  # fmt: skip
        seen = outcome.result
        if not seen["same"]:
            raise Unfit("the text is not that of the trace")
        return {
            "CPU µs per update": 1e6 * outcome.spent("server") / seen["updates"],
            **processor(outcome),
            "updates": seen["updates"],
            "whole trace, ends at endContent": float(seen["complete"]),
            "updates/s": seen["updates"] / seen["seconds"],
            "acknowledged p50 ms": seen["acknowledged"]["p50"],
            "acknowledged p95 ms": seen["acknowledged"]["p95"],
        }

    return measure
