"""Collecting a batch of accepted updates into rows for the log."""

from bisect import bisect_left
from collections.abc import Mapping
from operator import itemgetter

from documents.core.check import Row
from documents.core.update import ParsedUpdate
from documents.replica.ydoc import merge

FIRST = 0


class RowBuilder:
    """Makes one row per author, or more where a row would refer to a later one."""

    def __init__(self) -> None:
        self._rows: list[tuple[int, list[bytes]]] = []
        self._latest: dict[int, int] = {}
        self._brought: dict[int, list[tuple[int, int]]] = {}
        """Per client: clocks, ascending, and the row by which everything below is there."""

    def add(
        self, author: int, update: bytes, parsed: ParsedUpdate, known: Mapping[int, int]
    ) -> None:
        """Add the next update; `known` is the state vector before it."""
        index = self._latest.get(author, -1)
        if index < self._earliest(parsed):
            index = self._latest[author] = len(self._rows)
            self._rows.append((author, []))
        self._rows[index][1].append(update)
        for client, (_, end) in parsed.structs.items():
            before = known.get(client, 0)
            if end > before:
                self._brought.setdefault(client, [(before, FIRST)]).append((end, index))

    def _earliest(self, parsed: ParsedUpdate) -> int:
        """Return the first row by which everything is there that an update refers to."""
        references = list(parsed.needs.items())
        for client, ranges in parsed.deletes.items():
            references += [(client, end) for _, end in ranges]
        return max((self._row_of(client, clock) for client, clock in references), default=FIRST)

    def _row_of(self, client: int, clock: int) -> int:
        brought = self._brought.get(client)
        if brought is None:
            return FIRST
        # An update may delete what it brings itself, which is beyond all rows so far.
        position = bisect_left(brought, clock, key=itemgetter(0))
        return brought[min(position, len(brought) - 1)][1]

    def build(self) -> tuple[Row, ...]:
        """Return the rows, in causal order."""
        return tuple(Row(author, merge(updates)) for author, updates in self._rows)
