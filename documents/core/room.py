"""One open document in one process, as a state machine without I/O and without a clock.

Inputs are methods; each returns the effects to carry out, in order (`effects.py`). At most one
batch of updates is between "handed to the replica" and "committed" at any time, so the replica is
always a prefix of the log plus at most that batch; nothing is read from the replica for a client
while such a batch exists, so no client ever sees what is not committed.

The module is longer than others: every transition of the one machine can be read here.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, auto

from documents.core import close_codes
from documents.core import effects as fx
from documents.core.answers import Answers
from documents.core.check import Candidate, CheckResult, Verdict
from documents.core.intake import Intake
from documents.core.member import Batch, Kind, Member, Submission
from documents.core.messages import SyncStatus, SyncStep1, SyncStep2, Update
from documents.core.ownership import Ownership
from documents.core.place import Place
from documents.core.presence import Presence

FLUSH_INTERVAL = 0.015
"""Seconds between two batches of a busy room; a quiet room's first update does not wait."""
CROWD = 50
"""Beyond so many people the interval grows with them, up to twice: a batch is a frame for each."""
MAX_GAPS = 3
"""How many step 2s of a client may refer to something unknown before it must leave."""
PATIENCE_SECONDS = 60.0
"""For how long a client may owe an answer, or have something of others' that they do not send.

A dead line is noticed before: whoever was its owner is present no longer then.
"""
MAX_STEP_SECONDS = 5.0
"""Patience does not run while nobody looks, as when the database is away."""


class Phase(Enum):
    """Whether the replica may be used."""

    LOADING = auto()
    LIVE = auto()
    CLOSED = auto()


class Room:
    """The live document: its connections, its place in the log, the batch under way.

    `presence` is that of the document, and kept by others.
    """

    def __init__(self, presence: Presence) -> None:
        self.phase = Phase.LOADING
        self.place = Place()
        self.access_version = 0
        self.members: dict[fx.Connection, Member] = {}
        self._ownership = Ownership(self.members, presence)
        self._intake = Intake()
        self._answers = Answers()
        self._batch: Batch | None = None
        self._cooling = False
        self._replica_lost = False
        self._access_stale = False
        self._now = 0.0
        self._looked: float | None = None

    @property
    def idle(self) -> bool:
        """Whether the room can be closed without anybody noticing."""
        return not (self.members or self._intake or self._batch or self.place.reading)

    # Connections

    def join(
        self,
        connection: fx.Connection,
        author: fx.Author,
        access_version: int,
        *,
        person: str,
        writable: bool,
        echo: bool,
    ) -> list[fx.Effect]:
        """Add a connection, with its right as the gate established it under `access_version`.

        `person` is whom presence knows it by; `echo` says whether it wants its own updates back.
        """
        self.members[connection] = Member(connection, author, person, writable, echo)
        return [] if access_version == self.access_version else self.access_changed()

    def leave(self, connection: fx.Connection) -> None:
        """Forget a connection; what it handed in is still committed."""
        member = self.members.pop(connection, None)
        if member:
            self._ownership.left(member)

    def received(
        self, connection: fx.Connection, message: SyncStep1 | SyncStep2 | Update
    ) -> list[fx.Effect]:
        """Take a sync message from a client."""
        member = self.members.get(connection)
        if member is None:
            return []
        match message:
            case SyncStep1(state_vector):
                member.begin_sync()
                self._answers.ask(member, state_vector)
            case SyncStep2(update) | Update(update):
                kind: Kind = "step2" if isinstance(message, SyncStep2) else "update"
                if not self._intake.add(Submission(member, kind, update, member.sync)):
                    return self._expel(member, close_codes.TRY_AGAIN)
        return self._advance()

    def access_changed(self) -> list[fx.Effect]:
        """Somebody's right may have changed: nothing is written until the gate has answered."""
        self._access_stale = True
        return [fx.Authorize(tuple(self.members))]

    def authorized(
        self, access_version: int, writable: Mapping[fx.Connection, bool | None]
    ) -> list[fx.Effect]:
        """Take the gate's answer: each connection may write, may read, or (None) must leave."""
        self.access_version = access_version
        effects: list[fx.Effect] = []
        for connection, allowed in writable.items():
            member = self.members.get(connection)
            if member is None:
                continue
            if allowed is None:
                effects += self._expel(member, close_codes.FORBIDDEN)
            elif allowed != member.writable:
                member.writable = allowed
                effects.append(fx.Rescope(connection, allowed))
                self._answers.ask(member, None)  # for what it typed while it might not
        # Whoever left cannot be asked about; what they handed in was never acknowledged.
        self._intake.drop(lambda submission: submission.member.connection not in self.members)
        self._access_stale = False
        return effects + self._advance()

    def _expel(self, member: Member, code: int) -> list[fx.Effect]:
        if self.members.get(member.connection) is not member:
            return []
        self.leave(member.connection)
        self._intake.drop(lambda submission: submission.member is member)
        return [fx.Close(member.connection, code)]

    def _to_members(self, effects: Iterable[fx.Effect]) -> list[fx.Effect]:
        """Leave out replies to those who left while the answer was on its way."""
        return [e for e in effects if not isinstance(e, fx.Reply) or e.connection in self.members]

    # The replica

    def loaded(self, head: int, access_version: int) -> list[fx.Effect]:
        """The replica holds the log up to `head`; the first time, nothing else is known yet."""
        self.phase = Phase.LIVE
        self.place.heard_of(head)
        if self.place.shown is None:
            self.place.shown = head
            self.access_version = access_version
        return self._advance()

    def unavailable(self) -> list[fx.Effect]:
        """The document cannot be served now: everybody is asked to come back."""
        self.phase = Phase.CLOSED
        self._batch = None
        effects: list[fx.Effect] = []
        for member in list(self.members.values()):
            effects += self._expel(member, close_codes.TRY_AGAIN)
        self._intake.drop(lambda _: True)
        return effects

    def lost(self, effect: fx.Check | fx.Apply | fx.Diff, *, culprit: bool) -> list[fx.Effect]:
        """The replica is gone, and `effect` with it; `culprit` when it was being worked on."""
        effects: list[fx.Effect] = []
        if isinstance(effect, fx.Diff):
            self._answers.lost(effect.ticket)
        elif isinstance(effect, fx.Check) and self._batch:
            batch, self._batch = self._batch, None
            if not culprit:
                self._intake.put_back(batch.submissions)
            elif guilty := self._intake.strike(batch):
                effects += self._expel(guilty, close_codes.MALFORMED)
        return effects + self._reload()

    def _reload(self) -> list[fx.Effect]:
        """Have the replica loaded anew; a batch being committed is waited for first."""
        if self.phase is not Phase.LIVE:
            return []
        self._replica_lost = self._batch is not None
        if self._replica_lost:
            return []
        self._answers.replica_changed()
        self.phase = Phase.LOADING
        return [fx.Reload()]

    def diffed(self, ticket: int, update: bytes, state_vector: bytes) -> list[fx.Effect]:
        """Take the replica's answer to a state vector."""
        return self._to_members(self._answers.answered(ticket, update, state_vector))

    # A batch's way to the log

    def ticked(self) -> list[fx.Effect]:
        """The flush interval is over."""
        self._cooling = False
        return self._advance()

    def _advance(self) -> list[fx.Effect]:
        """Do what can be done now: catch up with the log, answer questions, start a batch."""
        effects = self._catch_up()
        if self.phase is not Phase.LIVE or self._batch:
            return effects
        effects += self._to_members(self._answers.put())
        if self._intake and not (self._cooling or self._access_stale):
            effects += self._check()
        return effects

    def _check(self) -> list[fx.Effect]:
        self._batch = batch = self._intake.next_batch()
        self._cooling = True
        self._answers.replica_changed()
        numbers = {author: number for number, author in enumerate(batch.authors)}
        candidates = tuple(
            Candidate(
                s.kind,
                s.update,
                numbers[s.member.author],
                s.member.writable,
                self._ownership.foreign(s),
            )
            for s in batch.submissions
        )
        crowd = min(max(len(self.members) / CROWD, 1), 2)
        return [fx.Check(candidates), fx.Wake(FLUSH_INTERVAL * crowd)]

    def checked(self, result: CheckResult) -> list[fx.Effect]:
        """Take the replica's verdicts; what was accepted goes to the log."""
        batch = self._batch
        if batch is None:
            return []
        batch.verdicts = result.verdicts
        if not result.rows:
            self._batch = None
            return self._settle(batch)
        batch.merged = result.merged
        batch.appending = True
        rows = tuple(fx.LogRow(batch.authors[row.author], row.update) for row in result.rows)
        return [fx.Append(rows, self.access_version)]

    def committed(self, first: int, last: int) -> list[fx.Effect]:
        """The batch is in the log as rows `first` to `last`."""
        batch, self._batch = self._batch, None
        if batch is None:
            return []
        effects = self._pass_on(first, last, [batch.merged], batch)
        effects.append(fx.Publish(first, last, batch.merged))
        return effects + self._settle(batch)

    def refused(self) -> list[fx.Effect]:
        """Nothing was written, as access changed since it was established: ask the gate again."""
        batch, self._batch = self._batch, None
        if batch:
            self._intake.put_back(batch.submissions)
        return self.access_changed() + self._reload()

    def failed(self) -> list[fx.Effect]:
        """Nobody knows whether the batch was written: its authors must sync again."""
        batch, self._batch = self._batch, None
        effects: list[fx.Effect] = []
        for submission in batch.submissions if batch else []:
            effects += self._expel(submission.member, close_codes.TRY_AGAIN)
        return effects + self._reload()

    def _settle(self, batch: Batch) -> list[fx.Effect]:
        """Tell everybody what became of what they handed in, in the order in which they did."""
        effects: list[fx.Effect] = []
        for submission, verdict in zip(batch.submissions, batch.verdicts, strict=True):
            if submission.member.connection in self.members:
                effects += self._tell(submission, verdict)
        return effects + (self._reload() if self._replica_lost else self._advance())

    def _tell(self, submission: Submission, verdict: Verdict) -> list[fx.Effect]:
        member = submission.member
        if verdict is Verdict.ACCEPTED:
            self._ownership.wrote(submission)
        settled = verdict in (Verdict.ACCEPTED, Verdict.NOTHING_NEW)
        if submission.kind == "step2":
            member.questioned = None
            member.disputed = None if settled else member.disputed
        if settled:
            count = submission.acknowledgements()
            return [fx.Reply(member.connection, SyncStatus(saved=True))] * count
        if verdict is Verdict.READ_ONLY:
            submission.owe()
            return [fx.Reply(member.connection, SyncStatus(saved=False))]
        if verdict is Verdict.GAP and member.gaps < MAX_GAPS and self._bears(member.questioned):
            submission.owe()
            self._ask_for_the_rest(submission)
            return []
        if verdict is Verdict.FOREIGN_IN_PART:
            member.disputed = None
        if verdict in (Verdict.FOREIGN, Verdict.FOREIGN_IN_PART) and self._bears(member.disputed):
            submission.owe()
            member.retry = True
            if member.disputed is None:
                member.disputed = self._now
            return []
        return self._expel(member, close_codes.MALFORMED)

    def _bears(self, since: float | None) -> bool:
        return since is None or self._now - since <= PATIENCE_SECONDS

    def _ask_for_the_rest(self, submission: Submission) -> None:
        """Have a client that is ahead of us send everything.

        Whoever comes back and types on sends any number of updates before our question arrives.
        Only a step 2 that still lacks something is its client's fault.
        """
        member = submission.member
        if submission.kind == "step2":
            member.gaps += 1
        if member.questioned is None:
            self._question(member)

    def _question(self, member: Member) -> None:
        member.questioned = self._now
        self._answers.ask(member, None)

    # The log and the relay

    def relayed(self, first: int, last: int, update: bytes) -> list[fx.Effect]:
        """Another process committed rows; a gap before them means: read the log."""
        return self._pass_on(first, last, [update]) + self._advance()

    def noticed(self, head: int, now: float) -> list[fx.Effect]:
        """The log is known to reach `head` at a time in seconds; to be called every now and then.

        Whoever had something of others' is asked again: by now they may have sent it themselves.
        """
        if self._looked is not None:
            self._now += min(now - self._looked, MAX_STEP_SECONDS)
        self._looked = now
        self.place.heard_of(head)
        for member in self.members.values():
            if member.retry:
                member.retry = False
                self._question(member)
        return self._advance()

    def fetched(self, rows: Iterable[tuple[int, bytes]]) -> list[fx.Effect]:
        """Take rows `(sequence number, update)` read from the log, in order; none on failure."""
        self.place.reading = False
        seen = self.place.shown or 0
        new = [(number, update) for number, update in rows if number > seen]
        if not new:
            return []
        effects = self._pass_on(new[0][0], new[-1][0], [update for _, update in new])
        return effects + self._advance()

    def _catch_up(self) -> list[fx.Effect]:
        # While a batch is being committed the head may be its own, and the answer is on its way.
        committing = self._batch is not None and self._batch.appending
        if self.phase is not Phase.LIVE or committing:
            return []
        after = self.place.next_reading()
        return [] if after is None else [fx.Fetch(after)]

    def _pass_on(
        self, first: int, last: int, updates: Sequence[bytes], own: Batch | None = None
    ) -> list[fx.Effect]:
        """Show committed rows to the members, in the order of the log and without holes."""
        self.place.heard_of(last)
        if self.phase is not Phase.LIVE or not self.place.follows(first, last):
            return []
        self.place.shown = last
        effects: list[fx.Effect] = []
        if own is None:
            self._answers.replica_changed()
            effects.append(fx.Apply(tuple(updates)))
        receivers = self._receivers(updates, own)
        return effects + [fx.Broadcast(receivers, update) for update in updates if receivers]

    def _receivers(self, updates: Sequence[bytes], own: Batch | None) -> tuple[fx.Connection, ...]:
        """Everybody in step, except a batch's only author where it wants no echo."""
        authors = own.contributors() if own else set()
        receivers = []
        for member in self.members.values():
            if member.joined and (member.echo or authors != {member}):
                receivers.append(member.connection)
            elif member.asked and not member.joined:
                member.backlog += updates
        return tuple(receivers)
