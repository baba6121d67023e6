"""Which items of a document stand under a key, and what may be put beside them.

Such an item, an attribute or a value of a Map, is called an entry. The entries of one key are a
list of their own, apart from the items of a sequence, and all but the last of them are deleted.
pycrdt 0.14.13 takes that for granted. Where an update breaks it, a parent is collected that still
has a child, whose parent then is whatever comes to lie in its memory: a part of itself, maybe, and
nobody can read what is encoded.

Only an item without neighbours says itself whether it is an entry. Every other is what its origin
is (`Item.getMissing` of yjs 13.6), even when it bears no key flag: whoever merges updates without
a document drops that.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TypeAlias

from documents.core.content import DELETED
from documents.core.ranges import Range, covers, joined

GARBAGE = 0
HAS_KEY = 0x20
CONTENT = 0x1F

Id: TypeAlias = tuple[int, int]
"""The clientID and clock of a struct."""

Place: TypeAlias = tuple[int, int, int, Id | None, Id | None]
"""Where a struct of an update stands: its start and end, info byte, origin and right origin."""

PLAIN, ENTRY, UNKNOWN, _OPEN = range(4)
"""No entry; an entry; either, as with what was collected; not looked at yet."""

Run: TypeAlias = tuple[int, int, int]
"""The start and end of what is of one kind."""


class Entries:
    """Which clocks of a replica are entries."""

    def __init__(self) -> None:
        self._runs: dict[int, list[Run]] = {}

    def read(
        self,
        places: Mapping[int, Sequence[Place]],
        structs: Mapping[int, Range],
        known: Mapping[int, int],
    ) -> "Reading":
        """Find out what an update brings for a replica at state vector `known`.

        `places` and `structs` are those of `ParsedUpdate`, which refer to nothing in a circle.
        """
        if self._is_plain(places, structs, known):
            return _PLAIN_READING
        return Reading(self._runs, places, structs, known)

    def _is_plain(
        self,
        places: Mapping[int, Sequence[Place]],
        structs: Mapping[int, Range],
        known: Mapping[int, int],
    ) -> bool:
        """Tell quickly whether all is new and beside what is no entry, as what people type is."""
        for client, (first, _) in structs.items():
            if first < known.get(client, 0):
                return False
            for _, _, info, origin, right in places.get(client, ()):
                if info & HAS_KEY or info == GARBAGE:
                    return False
                for neighbour in (origin, right):
                    if neighbour is None:
                        continue
                    target, clock = neighbour
                    if clock < known.get(target, 0):
                        if _kind_in(self._runs.get(target), clock):
                            return False
                    elif target != client:  # what this client brings was plain up to here
                        return False
        return True

    def learn(self, client: int, runs: Sequence[Run], start: int, end: int) -> None:
        """Add what a client's structs from `start` to `end` are, after all that are known."""
        learned = self._runs.setdefault(client, [])
        for run_start, run_end, kind in runs:
            if run_end > start and run_start < end:
                _extend(learned, (max(run_start, start), min(run_end, end), kind))

    def forget(self, known: Mapping[int, int]) -> None:
        """Take nothing for granted of all up to a state vector."""
        self._runs = {client: [(0, clock, UNKNOWN)] for client, clock in known.items()}


class Reading:
    """What the structs of an update are; `_kinds` are those of `_places`, at the same indexes."""

    def __init__(
        self,
        known_runs: Mapping[int, Sequence[Run]],
        places: Mapping[int, Sequence[Place]],
        structs: Mapping[int, Range],
        known: Mapping[int, int],
    ) -> None:
        self._known_runs, self._known = known_runs, known
        self._places, self._structs = places, structs
        self._starts = {client: [place[0] for place in listed] for client, listed in places.items()}
        self._kinds = {client: [_OPEN] * len(listed) for client, listed in places.items()}
        for client, kinds in self._kinds.items():
            for index in range(len(kinds)):
                if kinds[index] == _OPEN:
                    self._settle(client, index)

    def _settle(self, client: int, index: int) -> None:
        """Follow origins, however they wander, up to one that has been looked at."""
        trail = []
        while True:
            trail.append((client, index))
            _, _, info, origin, _ = self._places[client][index]
            if info == GARBAGE:
                kind = UNKNOWN
            elif origin is None:
                kind = ENTRY if info & HAS_KEY else PLAIN
            else:
                client, clock = origin
                if clock < self._known.get(client, 0):
                    kind = _kind_in(self._known_runs.get(client), clock)
                else:
                    index = self._index(client, clock)
                    kind = self._kinds[client][index] if index >= 0 else PLAIN
                    if kind == _OPEN:
                        continue
            break
        for client, index in reversed(trail):
            if kind == UNKNOWN and self._places[client][index][4]:
                kind = PLAIN  # no entry has a right origin
            self._kinds[client][index] = kind

    def _index(self, client: int, clock: int) -> int:
        """Return at which index something has a clock, -1 if nothing has."""
        starts = self._starts.get(client)
        index = bisect_right(starts, clock) - 1 if starts else -1
        return index if index >= 0 and clock < self._places[client][index][1] else -1

    def _kind(self, client: int, clock: int) -> int:
        if clock < self._known.get(client, 0):
            return _kind_in(self._known_runs.get(client), clock)
        return self._kind_here(client, clock)

    def _kind_here(self, client: int, clock: int) -> int:
        index = self._index(client, clock)
        return self._kinds[client][index] if index >= 0 else PLAIN

    def runs(self) -> dict[int, list[Run]]:
        """Return what is not plain, ascending, by clientID."""
        runs: dict[int, list[Run]] = {}
        for client in self._places:
            for (start, end, *_), kind in self._listed(client):
                if kind != PLAIN:
                    _extend(runs.setdefault(client, []), (start, end, kind))
        return runs

    def is_hostile(self, deletes: Mapping[int, Sequence[Range]]) -> bool:
        """Tell whether no client would have made what is new; `deletes` are the update's."""
        return any(
            self._mixes(client)
            or self._has_divisible_entries(client, deletes.get(client, ()))
            or self._contradicts(client)
            for client in self._structs
        )

    def _mixes(self, client: int) -> bool:
        """Tell whether anything new is an entry beside what is none, or the other way round."""
        known = self._known.get(client, 0)
        for (_, end, info, _, right), kind in self._listed(client):
            if end > known and info & HAS_KEY and (right or kind == PLAIN):
                return True
            if end > known and right and (kind == ENTRY or self._kind(*right) == ENTRY):
                return True
        return False

    def _has_divisible_entries(self, client: int, deletes: Sequence[Range]) -> bool:
        """Tell whether a new entry of several values is not deleted at once.

        One that is cut in two would live on in front of the last one. Those that yjs has joined
        were deleted before.
        """
        known = self._known.get(client, 0)
        several = [
            (start, end)
            for (start, end, info, _, _), kind in self._listed(client)
            if kind == ENTRY and end - start > 1 and info & CONTENT != DELETED and end > known
        ]
        deleted = joined(deletes) if several else []
        return not all(covers(deleted, entry) for entry in several)

    def _contradicts(self, client: int) -> bool:
        """Tell whether something of which a part is known goes on as something else."""
        known = self._known.get(client, 0)
        start, end = self._structs[client]
        if not start < known < end:
            return False
        before = _kind_in(self._known_runs.get(client), known - 1)
        return {before, self._kind_here(client, known - 1)} == {PLAIN, ENTRY}

    def _listed(self, client: int) -> Iterator[tuple[Place, int]]:
        return zip(self._places.get(client, ()), self._kinds.get(client, ()), strict=True)


_PLAIN_READING = Reading({}, {}, {}, {})


def _extend(runs: list[Run], run: Run) -> None:
    start, end, kind = run
    if runs and runs[-1][1:] == (start, kind):
        runs[-1] = runs[-1][0], end, kind
    else:
        runs.append(run)


def _kind_in(runs: Sequence[Run] | None, clock: int) -> int:
    if not runs:
        return PLAIN
    index = bisect_right(runs, clock, key=itemgetter(0)) - 1
    return runs[index][2] if index >= 0 and clock < runs[index][1] else PLAIN
