"""What can go wrong with a replica.

CollabError
├── ReplicaLost           the replica is gone; load it from the log again
├── RowsRefused           the log holds something that no replica can apply
└── CompactionMismatch    a checkpoint does not say what the log says
"""

from collections.abc import Sequence

from documents.core.errors import CollabError

Refusal = tuple[int, str]
"""The index of a row that cannot be applied, and why."""


class ReplicaLost(CollabError):
    """The document is not loaded any more; `culprit` when this very request was to blame."""

    def __init__(self, *, culprit: bool) -> None:
        super().__init__("this request broke the replica" if culprit else "the replica is gone")
        self.culprit = culprit


class RowsRefused(CollabError):
    """Some rows cannot be applied, or (no `indexes`) the checkpoint; the document is not loaded.

    `indexes` are all rows to leave out so that the others can be loaded; `reason` is the first's.
    """

    def __init__(self, indexes: Sequence[int], reason: str) -> None:
        super().__init__(f"row {indexes[0]}: {reason}" if indexes else f"checkpoint: {reason}")
        self.indexes = tuple(indexes)
        self.reason = reason

    @property
    def index(self) -> int | None:
        """The first row to leave out."""
        return self.indexes[0] if self.indexes else None


class CompactionMismatch(CollabError):
    """A checkpoint differs from a replica of the rows it was made of; keep the rows."""


def refuse_none(refusals: Sequence[Refusal]) -> None:
    """Raise RowsRefused if there are any rows, given by index and reason, that were left out."""
    if refusals:
        raise RowsRefused([index for index, _ in refusals], refusals[0][1])
