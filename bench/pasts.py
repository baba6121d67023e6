"""Loads on documents that have a past: written into the store before the server is started."""

from bench import histories
from bench.histories import History
from bench.loads import Load, done, held
from bench.server import Storing
from bench.trial import Figures, Trial, Unfit
from collab.embedded.progress import say


def open_documents(*, documents: int, edits: int) -> Load:
    """One person each has a document open that was stored, and does nothing."""

    def measure(trial: Trial) -> Figures:
        server = _storing(trial)
        history = histories.ordinary(edits)
        names = [server.write(history) for _ in range(documents + 1)]
        with trial.running(server):
            outcome = held(trial, server, names, 1)
        return {
            "documents": documents,
            "KB of state each": len(history.state) / 1000,
            "MB each": outcome.grown("server") / 1e6 / documents,
        }

    return measure


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


def behind(*, people: int, rate: float) -> Load:
    """Everybody types in an empty document, and in the one with the many edits behind it."""

    def measure(trial: Trial) -> Figures:
        figures: Figures = {}
        long, _ = histories.long_and_short(trial.form.edits_behind)
        for label in ("empty", "long"):
            server = _storing(trial)
            name = _stored(server, long)
            assert name is not None
            with trial.running(server):
                documents = 1 if label == "empty" else [name]
                outcome = done(
                    trial, server, "typing", documents,
                    people=people, typists=people, rate=rate, seconds=trial.form.seconds,
                )  # fmt: skip
            figures |= {
                f"{label}: CPU µs per update": 1e6
                * outcome.spent("server")
                / outcome.result["sent"],
                f"{label}: p50 ms": outcome.result["latency"]["p50"],
                f"{label}: p95 ms": outcome.result["latency"]["p95"],
            }
        cost = "CPU µs per update"
        return {"long / empty": figures[f"long: {cost}"] / figures[f"empty: {cost}"], **figures}

    return measure
