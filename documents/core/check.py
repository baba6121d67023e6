"""What a room asks of the replica about clients' updates, and what it is told."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Verdict(StrEnum):
    """What became of one candidate."""

    ACCEPTED = "accepted"
    """Applied to the replica; its bytes are in one of the rows."""
    NOTHING_NEW = "nothing new"
    """The replica already holds all of it."""
    GAP = "gap"
    """Not applied: it refers to something that the replica has not seen."""
    REFUSED = "refused"
    """Not applied: malformed, forbidden, or more than the replica can bear."""
    FOREIGN = "foreign"
    """Not applied: it adds to what somebody else writes who is present, or builds on that."""
    FOREIGN_IN_PART = "foreign in part"
    """The rest of it was applied."""
    READ_ONLY = "read only"
    """Not applied: it would change the document and its author may not."""


BROUGHT_SOMETHING = frozenset({Verdict.ACCEPTED, Verdict.FOREIGN_IN_PART})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One update as a client sent it; `author` is an opaque number that the room chooses.

    `foreign` are clientIDs under which this author may bring nothing new.
    """

    kind: Literal["update", "step2"]
    update: bytes
    author: int
    writable: bool
    foreign: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row for the update log: what one author changed."""

    author: int
    update: bytes


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The answer to a batch of candidates.

    `verdicts` has one entry per candidate. `rows` is in causal order: no row refers to a later
    one. `merged` is all rows in one update, empty when there are none.
    """

    verdicts: tuple[Verdict, ...]
    rows: tuple[Row, ...]
    merged: bytes


@dataclass(frozen=True, slots=True)
class Diff:
    """What a state vector lacks, and the state vector of the replica that says so."""

    update: bytes
    state_vector: bytes
