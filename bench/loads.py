"""The loads that scenarios are made of; each is a function from a trial to figures."""

from collections.abc import Callable

from bench.trial import Figures, Trial, Unfit, processor

Load = Callable[[Trial], Figures]

SETTLE_SECONDS = 1.0


def doing(kind: str, *, documents: int, people: int, typists: int, rate: float) -> Load:
    """`typists` of each document's `people` type, or move their cursors, `rate` times a second."""

    def measure(trial: Trial) -> Figures:
        with trial.server() as server:
            outcome = trial.load(
                server, kind, server.seats(server.new_documents(documents), people + 1),
                people=people, typists=typists, rate=rate, settle=SETTLE_SECONDS,
                warmup=trial.form.warmup, seconds=trial.form.seconds,
            )  # fmt: skip
        seen = outcome.result
        if not seen["delivered"]:
            raise Unfit("nothing arrived")
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
        if seen["verified"] is False:
            raise Unfit("the document is not what was typed")
        return figures

    return measure


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
