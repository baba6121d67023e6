"""What a room knows about one of its connections, and what that connection handed in."""

from dataclasses import dataclass, field
from typing import Literal

from documents.core.check import BROUGHT_SOMETHING, Verdict
from documents.core.effects import Author, Connection
from documents.core.update import peek

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
    it has: what came before its parents, what it was not allowed to write. `questioned` is since
    when such a step 2 has been asked for and is on its way; `gaps` counts those that still lacked
    something. `disputed` is since when it has had something of other people's, and `retry` whether
    it must be asked once more whether it still has.

    `person` is who it speaks for, `client` the clientID it is known to write under. Times are in
    seconds.
    """

    connection: Connection
    author: Author
    person: str
    writable: bool
    echo: bool
    client: int | None = None
    asked: bool = False
    joined: bool = False
    backlog: list[bytes] = field(default_factory=list)
    sync: int = 0
    complete: bool = False
    owed: int = 0
    questioned: float | None = None
    gaps: int = 0
    disputed: float | None = None
    retry: bool = False
    waiting_bytes: int = 0

    def begin_sync(self) -> None:
        """The client has said anew what it has seen."""
        self.sync += 1
        self.complete = False
        self.questioned = None
        self.owed = 0


@dataclass(slots=True, eq=False)
class Submission:
    """An update or sync step 2 on its way to the log; `sync` is its member's when it came.

    It has structs of so many clientIDs (`sections`), of which `client` is the first.
    """

    member: Member
    kind: Kind
    update: bytes
    sync: int
    strikes: int = 0
    sections: int = field(init=False)
    client: int = field(init=False)

    def __post_init__(self) -> None:
        self.sections, self.client = peek(self.update)

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
        return {s.member for s, verdict in pairs if verdict in BROUGHT_SOMETHING}
