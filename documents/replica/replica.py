"""One document's replica: what the log says, and what clients' updates would add to it."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from documents.core.check import Candidate, CheckResult, Diff, Verdict
from documents.core.errors import UpdateRefused
from documents.core.excerpt import without
from documents.core.limits import LIMITS, STEP2_LIMITS
from documents.core.ranges import Range, covers, joined
from documents.core.update import (
    ParsedUpdate,
    cuts_a_character,
    decode_state_vector,
    encode_state_vector,
    is_missing_parents,
    parse,
)
from documents.replica.errors import Refusal, RowsRefused
from documents.replica.lore import Lore
from documents.replica.rows import RowBuilder
from documents.replica.ydoc import Broken, Undecodable, YDoc, merge

LOG_LIMITS = replace(LIMITS, clients=2**31, known_clients=2**31, structs=2**31, roots=2**31)
"""For what is in the log already: many updates within the limits exceed them when merged."""

MAX_UNREAD = 4096
"""So many updates of the log wait at most until somebody writes, which is when they are read."""

NOTHING = encode_state_vector({})

Content = tuple[dict[int, int], dict[int, list[Range]], list[int]]
"""State vector, deletes by client, and a fingerprint of the encoded structs."""


class Replica:
    """A document, up to the last update applied; after Broken throw it away."""

    def __init__(self, checkpoint: bytes | None) -> None:
        """Start from a checkpoint or from nothing; raises RowsRefused or Broken."""
        self._doc = YDoc()
        self._known: dict[int, int] = {}
        self._lore = Lore()
        self._unread: list[bytes] = []
        self._deleted: dict[int, list[Range]] | None = None
        if checkpoint is not None:
            try:
                self._doc.apply(checkpoint)
            except Undecodable as error:
                raise RowsRefused((), str(error)) from error
            self._known = self._native_clocks()
            self._unread.append(checkpoint)

    def apply(self, rows: Iterable[bytes]) -> list[Refusal]:
        """Apply rows of the log, in its order, and return which had to be left out and why.

        What makes a row hostile was looked for before it was logged. Raises Broken.
        """
        refusals: list[Refusal] = []
        for index, row in enumerate(rows):
            try:
                parsed = parse(row, LOG_LIMITS)
                if is_missing_parents(parsed, self._known):
                    raise UpdateRefused("refers to what no earlier row brings")
                self._doc.apply(row)
            except (UpdateRefused, Undecodable) as error:
                refusals.append((index, str(error)))
            else:
                if self._unread:
                    self._unread.append(row)
                else:
                    self._learn(parsed)
                self._advance(parsed)
        if len(self._unread) > MAX_UNREAD:
            self._read_up()
        if self._native_clocks() != self._known:
            raise Broken("structs were put aside although their parents are there")
        return refusals

    def check(self, candidates: Iterable[Candidate]) -> CheckResult:
        """Apply what may be applied of clients' updates, in order; raises Broken."""
        self._read_up()
        rows = RowBuilder()
        verdicts = tuple([self._judge(candidate, rows) for candidate in candidates])
        built = rows.build()
        merged = merge([row.update for row in built]) if built else b""
        return CheckResult(verdicts, built, merged)

    def diff(self, state_vector: bytes) -> Diff:
        """Answer a client's state vector; raises Malformed or Broken."""
        asked = encode_state_vector(decode_state_vector(state_vector))
        return Diff(self._doc.diff(asked), encode_state_vector(self._known))

    def content(self) -> Content:
        """Return what the replica holds, equal for equal replicas; raises Broken."""
        doc = YDoc()
        doc.apply(self._doc.diff(NOTHING))
        # Twice, as blocks are joined and collected by transaction. pycrdt shuffles the keys of
        # JSON objects whenever it encodes one, so bytes can be compared only without their order.
        structs = sorted(doc.diff(NOTHING))
        return self._native_clocks(), self._all_deletes(), structs

    def holds(self, update: bytes) -> bool:
        """Tell whether all structs and deletes of an update are there; raises UpdateRefused."""
        parsed = parse(update, LOG_LIMITS)
        has_structs = all(end <= self._clock(c) for c, (_, end) in parsed.structs.items())
        return has_structs and self._has_deleted(parsed)

    def fingerprint(self) -> bytes:
        """Digest `content`; raises Broken."""
        clocks, deletes, structs = self.content()
        digest = hashlib.blake2b(bytes(structs), digest_size=32)
        digest.update(repr((sorted(clocks.items()), sorted(deletes.items()))).encode())
        return digest.digest()

    def _judge(self, candidate: Candidate, rows: RowBuilder) -> Verdict:
        update = candidate.update
        try:
            parsed = parse(update, STEP2_LIMITS if candidate.kind == "step2" else LIMITS)
        except UpdateRefused:
            return Verdict.REFUSED
        if is_missing_parents(parsed, self._known):
            return Verdict.GAP
        if cuts_a_character(parsed, self._lore.seconds, self._known):
            return Verdict.REFUSED
        if not all(self._may_hold(parsed, *parent) for parent in parsed.parents):
            return Verdict.REFUSED
        if not candidate.writable:
            new = self._brings_structs(parsed) or not self._has_deleted(parsed)
            return Verdict.READ_ONLY if new else Verdict.NOTHING_NEW
        foreign = {c: self._clock(c) for c in candidate.foreign}
        if any(parsed.structs.get(c, (0, 0))[1] > clock for c, clock in foreign.items()):
            rest = without(update, foreign)
            verdict = self._take(candidate, rest, parse(rest, STEP2_LIMITS), rows)
            return Verdict.FOREIGN_IN_PART if verdict is Verdict.ACCEPTED else Verdict.FOREIGN
        return self._take(candidate, update, parsed, rows)

    def _take(
        self, candidate: Candidate, update: bytes, parsed: ParsedUpdate, rows: RowBuilder
    ) -> Verdict:
        entries = self._lore.read(parsed)
        if entries.is_hostile(parsed.deletes):
            return Verdict.REFUSED
        brings_structs = self._brings_structs(parsed)
        try:
            change = self._doc.change(update)
        except Undecodable:
            return Verdict.REFUSED
        if change is None:
            if brings_structs:
                raise Broken("structs were put aside although their parents are there")
            return Verdict.NOTHING_NEW
        # What the log has already is cut off, so that a client's clocks follow on from row to row;
        # and a step 2 repeats every delete there ever was.
        repeats = any(start < self._clock(c) for c, (start, _) in parsed.structs.items())
        if repeats or candidate.kind == "step2":
            update = self._trimmed(update, parsed, change)
        rows.add(candidate.author, update, parsed, self._known)
        self._lore.learn(parsed, entries)
        self._advance(parsed)
        return Verdict.ACCEPTED

    def _may_hold(self, parsed: ParsedUpdate, client: int, clock: int) -> bool:
        """Tell whether something can be put into the struct at `clock` of `client`.

        pycrdt looks at what that is only as long as it is not deleted: a child of deleted text is
        applied to this replica, and breaks one that learns of text, child and deletion at once.
        """
        holders = self._lore.holders if clock < self._clock(client) else parsed.holders
        return covers(holders.get(client, []), (clock, clock + 1))

    def _trimmed(self, update: bytes, parsed: ParsedUpdate, change: bytes) -> bytes:
        """Return what an update changed, if pycrdt tells it right."""
        new = {
            client: (max(start, self._clock(client)), end)
            for client, (start, end) in parsed.structs.items()
            if end > self._clock(client)
        }
        try:
            if parse(change, LOG_LIMITS).structs == new:
                return change
        except UpdateRefused:
            pass
        clocks = self._native_clocks()
        if any(clocks.get(client) != end for client, (_, end) in new.items()):
            raise Broken("structs were lost on their way into the document")
        return update

    def _brings_structs(self, parsed: ParsedUpdate) -> bool:
        return any(end > self._clock(c) for c, (_, end) in parsed.structs.items())

    def _clock(self, client: int) -> int:
        return self._known.get(client, 0)

    def _native_clocks(self) -> dict[int, int]:
        return decode_state_vector(self._doc.state_vector(), LOG_LIMITS)

    def _read_up(self) -> None:
        """Learn what checks need; of a long history that takes far longer than to apply it."""
        unread, self._unread = self._unread, []
        for update in unread:
            try:
                parsed = parse(update, LOG_LIMITS)
            except UpdateRefused:
                self._lore.assume(self._known)
            else:
                self._learn(parsed)

    def _learn(self, parsed: ParsedUpdate) -> None:
        self._lore.learn(parsed, self._lore.read(parsed))

    def _advance(self, parsed: ParsedUpdate) -> None:
        for client, (_, end) in parsed.structs.items():
            self._known[client] = max(end, self._clock(client))
        self._deleted = None

    def _has_deleted(self, parsed: ParsedUpdate) -> bool:
        if not parsed.deletes:
            return True
        deleted = self._all_deletes()
        return all(
            covers(deleted.get(client, []), wanted)
            for client, ranges in parsed.deletes.items()
            for wanted in ranges
        )

    def _all_deletes(self) -> dict[int, list[Range]]:
        if self._deleted is None:
            deletes = parse(self._doc.diff(encode_state_vector(self._known)), LOG_LIMITS).deletes
            self._deleted = {client: joined(ranges) for client, ranges in deletes.items()}
        return self._deleted
