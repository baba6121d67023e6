"""The update log as the simulation has it: durable, and watched by an oracle."""

from dataclasses import dataclass, field

from documents.core.effects import LogRow
from documents.core.seed import SEED_UPDATE
from documents.core.update import is_missing_parents, parse


@dataclass
class Log:
    """One document's rows and access version; whatever is written here survives every crash.

    `writers` are the authors who may write now. `known` is the state vector of all that is durable.
    """

    writers: set[str]
    rows: list[bytes] = field(default_factory=list)
    known: dict[int, int] = field(default_factory=dict)
    access_version: int = 1
    checkpoint: tuple[int, bytes | None] = (0, None)

    def __post_init__(self) -> None:
        self._write(SEED_UPDATE)

    @property
    def head(self) -> int:
        """The last sequence number."""
        return len(self.rows)

    def append(self, rows: tuple[LogRow, ...], access_version: int) -> tuple[int, int] | None:
        """Commit rows in one transaction; None when access has changed and nothing is written."""
        if access_version != self.access_version:
            return None
        first = self.head + 1
        for row in rows:
            assert row.author.name in self.writers, f"{row.author.name} wrote without the right"
            self._write(row.update)
        return first, self.head

    def _write(self, update: bytes) -> None:
        parsed = parse(update)
        assert not is_missing_parents(parsed, self.known), "a row was logged before its parents"
        for client, (_, end) in parsed.structs.items():
            self.known[client] = max(self.known.get(client, 0), end)
        self.rows.append(update)

    def allow(self, writers: set[str]) -> None:
        """Change who may write."""
        self.writers = writers
        self.access_version += 1
