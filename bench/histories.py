"""Documents with a past, written straight into a server's store.

The generator makes each history once (they are always the same) and keeps it under `bench/.work`.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import generator
from bench.install import BENCH, WORK
from bench.meter import Meter

LONG: dict[str, int] = {"jumps": 47, "deletions": 15, "run": 6, "perUpdate": 1}
"""How people write: 1 edit in 47 is elsewhere and 30 % delete, as in a real editing trace."""
PIECES = 1000


@dataclass(frozen=True, slots=True)
class History:
    """All updates of a document, in order, and its full state."""

    directory: Path

    @property
    def state(self) -> bytes:
        """The full state as one update."""
        return (self.directory / "state").read_bytes()

    @property
    def digest(self) -> str:
        """A name for it that no other history has."""
        return hashlib.sha256(self.state).hexdigest()

    def updates(self) -> Iterator[bytes]:
        """Every update."""
        data = (self.directory / "updates").read_bytes()
        at = 0
        while at < len(data):
            end = at + 4 + int.from_bytes(data[at : at + 4], "little")
            yield data[at + 4 : end]
            at = end


def ordinary(edits: int) -> History:
    """A text of so many edits."""
    history = History(WORK / "histories" / f"ordinary-{edits}")
    _make(history, kind="history", directory=str(history.directory), how={"edits": edits})
    return history


def long_and_short(edits: int) -> tuple[History, History]:
    """A text with so many edits behind it, a character each, and the same text of 1,000 pieces."""
    long = History(WORK / "histories" / f"long-{edits}")
    short = History(WORK / "histories" / f"short-{edits}")
    _make(
        short, kind="histories", long=str(long.directory), short=str(short.directory),
        how={"edits": edits, **LONG}, pieces=PIECES,
    )  # fmt: skip
    return long, short


def _make(history: History, **plan: Any) -> None:
    source = (BENCH / "load" / "writing.js").read_bytes()
    made_from = history.directory / "made-from"
    digest = hashlib.sha256(source).hexdigest()
    if not made_from.exists() or made_from.read_text() != digest:
        generator.run(plan, Meter({}))
        made_from.write_text(digest)
