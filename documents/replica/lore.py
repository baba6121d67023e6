"""What checks must know of a replica's structs beyond their clocks."""

from array import array
from bisect import bisect_left
from collections.abc import Mapping

from documents.core.content import Clocks
from documents.core.entries import Entries, Reading
from documents.core.ranges import Range
from documents.core.update import ParsedUpdate


class Lore:
    """What may hold something, which characters have two UTF-16 units, and what are entries.

    `holders` and `seconds` are as in `ParsedUpdate`, for all that was learned.
    """

    def __init__(self) -> None:
        self.holders: dict[int, list[Range]] = {}
        self.seconds: dict[int, Clocks] = {}
        self.known: dict[int, int] = {}
        self._entries = Entries()

    def read(self, parsed: ParsedUpdate) -> Reading:
        """Find out which of an update's items are entries."""
        return self._entries.read(parsed.places, parsed.structs, self.known)

    def learn(self, parsed: ParsedUpdate, entries: Reading) -> None:
        """Add what is new in an update, whose `entries` were read before."""
        runs = entries.runs()
        for client, (_, end) in parsed.structs.items():
            before = self.known.get(client, 0)
            if end > before:
                new = [(max(s, before), e) for s, e in parsed.holders.get(client, []) if e > before]
                self.holders.setdefault(client, []).extend(new)
                if client in runs:
                    self._entries.learn(client, runs[client], before, end)
                if seconds := parsed.seconds.get(client):
                    new_seconds = seconds[bisect_left(seconds, before) :]
                    self.seconds.setdefault(client, array("I")).extend(new_seconds)
                self.known[client] = end

    def assume(self, clocks: Mapping[int, int]) -> None:
        """Take what nobody can read for anything it might be."""
        self.known = dict(clocks)
        self.holders = {client: [(0, clock)] for client, clock in clocks.items()}
        self._entries.forget(clocks)
