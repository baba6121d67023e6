"""What was applied to a replica, as its bytes."""

from documents.replica.ydoc import merge

LOOSE = 1024
"""Updates are merged in groups of this size, which costs memory and time little."""


class History:
    """Everything a replica was made of, in order."""

    def __init__(self) -> None:
        self._groups: list[bytes] = []
        self._loose: list[bytes] = []

    def append(self, update: bytes) -> None:
        """Add an update; raises Broken."""
        self._loose.append(update)
        if len(self._loose) == LOOSE:
            self._groups.append(merge(self._loose))
            self._loose.clear()

    def merged(self) -> bytes:
        """Return everything as one update; raises Broken."""
        updates = [*self._groups, *self._loose]
        return merge(updates) if updates else b"\x00\x00"
