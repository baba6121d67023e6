"""The loads that scenarios are made of; each is a function from a trial to figures."""

from collections.abc import Callable, Sequence
from typing import Any

from bench import histories
from bench.generator import Outcome
from bench.histories import History
from bench.ours import Collab
from bench.server import Server, Storing
from bench.trial import Figures, Trial, Unfit, processor
from collab.embedded.progress import say

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
            outcome = _done(
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


def _done(trial: Trial, server: Server, kind: str, documents: int, **plan: Any) -> Outcome:
    """What comes of everybody's doing; raises Unfit when the text is not what they typed."""
    outcome = trial.load(
        server, kind, server.seats(server.new_documents(documents), plan["people"] + 1),
        settle=SETTLE_SECONDS, warmup=trial.form.warmup, **plan,
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
                outcome = _done(
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
            outcome = _held(trial, server, names, people)
        connected = outcome.result["connections"]
        return {"connections": connected, "KB each": outcome.grown("server") / 1000 / connected}

    return measure


def open_documents(*, documents: int, edits: int) -> Load:
    """One person each has a document open that was stored, and does nothing."""

    def measure(trial: Trial) -> Figures:
        server = _storing(trial)
        history = histories.ordinary(edits)
        names = [server.write(history) for _ in range(documents + 1)]
        with trial.running(server):
            outcome = _held(trial, server, names, 1)
        return {
            "documents": documents,
            "KB of state each": len(history.state) / 1000,
            "MB each": outcome.grown("server") / 1e6 / documents,
        }

    return measure


def _held(trial: Trial, server: Server, names: list[str], people: int) -> Outcome:
    """Memory is read after the first document was opened, and after the others were."""
    seats = server.seats(names, people)
    return trial.load(server, "idling", seats, people=people, hold=HOLD_SECONDS)


def _storing(trial: Trial) -> Storing:
    server = trial.server_class(trial.stores)
    assert isinstance(server, Storing)
    return server


def prepare_opening(trial: Trial) -> None:
    """Store the documents of `opening` where they are not there yet, and keep them."""
    server = _storing(trial)
    for history in histories.long_and_short(trial.form.edits_behind):
        if _stored(server, history) is None:
            say(f"  Writing {history.directory.name} for {server.title}, which takes minutes")
            row = (server.store, history.digest, server.write(history))
            with trial.stores.connect() as connection:
                connection.execute("INSERT INTO histories VALUES (%s, %s, %s)", row)
            trial.stores.keep()


def _stored(server: Storing, history: History) -> str | None:
    """The name of the document with this history."""
    query = "SELECT name FROM histories WHERE store = %s AND digest = %s"
    with server.given.connect() as connection:
        row = connection.execute(query, (server.store, history.digest)).fetchone()
    return None if row is None else str(row[0])


def opening() -> Load:
    """Somebody opens a document with many edits behind it, and one with the same text but few.

    Both times the server was just started, and has served one other document.
    """

    def measure(trial: Trial) -> Figures:
        figures: Figures = {}
        pair = histories.long_and_short(trial.form.edits_behind)
        for label, history in zip(("long", "short"), pair, strict=True):
            server = _storing(trial)
            name = _stored(server, history)
            assert name is not None
            with trial.running(server):
                other = server.seats(server.new_documents(1), 1)
                trial.load(server, "open", other)
                outcome = trial.load(server, "open", server.seats([name], 1))
            seen = outcome.result
            figures |= {
                f"{label}: ms until it is there": seen["milliseconds"],
                f"{label}: ms Yjs then reads": seen["reading"],
                f"{label}: CPU ms": 1000 * outcome.spent("server"),
                f"{label}: KB": seen["bytes"] / 1000,
                f"{label}: characters": seen["length"],
            }
        if figures["long: characters"] != figures["short: characters"]:
            raise Unfit("the texts differ")
        there = "ms until it is there"
        return {"long / short": figures[f"long: {there}"] / figures[f"short: {there}"], **figures}

    return measure


def processes(*, documents: int, people: int, rate: float) -> Load:
    """The same typing on one web process and on two, with a document's people on both or on one.

    The machine has too few cores to fill two processes, so what is told is how far they are from
    being full: with two, each may do `capacity` times what one does before the busier one is full.
    """

    def measure(trial: Trial) -> Figures:
        figures: Figures = {}
        busiest = {}
        layouts: dict[str, dict[str, Any]] = {
            "one": {},
            "spread": {"web_processes": 2},
            "routed": {"web_processes": 2, "routed": True},
        }
        for label, options in layouts.items():
            with trial.server(**options) as server:
                outcome = _done(
                    trial, server, "typing", documents,
                    people=people, typists=people, rate=rate, seconds=trial.form.seconds,
                )  # fmt: skip
                groups = [f"process {number}" for number in range(len(server.processes()))]
            delivered = outcome.result["delivered"]
            busiest[label] = max(outcome.spent(group) for group in groups) / delivered
            figures |= {
                f"{label}: CPU µs per delivery": 1e6 * outcome.spent("server") / delivered,
                f"{label}: deliveries/s per full process": 1 / busiest[label],
                f"{label}: p95 ms": outcome.result["latency"]["p95"],
                f"{label}: missing": outcome.result["missing"],
            }
        return {
            "capacity, spread": busiest["one"] / busiest["spread"],
            "capacity, routed": busiest["one"] / busiest["routed"],
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
