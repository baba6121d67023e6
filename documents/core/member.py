"""What a room knows about one of its connections, and what that connection handed in."""

from dataclasses import dataclass, field
from typing import Literal

from documents.core.check import Verdict
from documents.core.effects import Author, Connection

Kind = Literal["update", "step2"]


@dataclass(slots=True, eq=False)
class Member:
    """One connection's place in a room.

    A member is sent updates from the moment its first sync step 1 is put to the replica (`asked`);
    what becomes durable while the answer is computed waits in `backlog`, so that step 2 comes
    first.

    The rest keeps a Hocuspocus client's count of unsynced changes true. With each step 1 (`sync`)
    the client starts to count at one, for the step 2 it will send, and adds one for every update.
    `owed` are acknowledgements held back until its next step 2 is durable, which carries all that
    it has: what came before its parents, what it was not allowed to write. `questioned` is whether
    such a step 2 has been asked for and is on its way; `gaps` counts those that still lacked
    something.
    """

    connection: Connection
    author: Author
    writable: bool
    echo: bool
    asked: bool = False
    joined: bool = False
    backlog: list[bytes] = field(default_factory=list)
    sync: int = 0
    complete: bool = False
    owed: int = 0
    questioned: bool = False
    gaps: int = 0
    waiting_bytes: int = 0

    def begin_sync(self) -> None:
        """The client has said anew what it has seen."""
        self.sync += 1
        self.complete = False
        self.questioned = False
        self.owed = 0


@dataclass(slots=True, eq=False)
class Submission:
    """An update or sync step 2 on its way to the log; `sync` is its member's when it came."""

    member: Member
    kind: Kind
    update: bytes
    sync: int
    strikes: int = 0

    def owe(self) -> None:
        """It is not saved; should the client's next step 2 be, the client must be told of both."""
        if self.sync == self.member.sync and self.kind == "update":
            self.member.owed += 1

    def acknowledgements(self) -> int:
        """It is durable: how many acknowledgements its client is due now."""
        member = self.member
        if self.sync == 0 or self.sync != member.sync:
            return 0  # the client will start, or has started, to count anew
        if self.kind == "update":
            return 1
        due = member.owed + (0 if member.complete else 1)
        member.owed, member.gaps, member.complete = 0, 0, True
        return due


@dataclass(slots=True, eq=False)
class Batch:
    """The submissions being checked and committed together; a room has at most one."""

    submissions: list[Submission]
    authors: list[Author]
    verdicts: tuple[Verdict, ...] = ()
    merged: bytes = b""
    appending: bool = False

    def contributors(self) -> set[Member]:
        """Whose updates are in the batch's rows."""
        pairs = zip(self.submissions, self.verdicts, strict=True)
        return {s.member for s, verdict in pairs if verdict is Verdict.ACCEPTED}
