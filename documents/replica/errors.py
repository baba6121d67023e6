"""What can go wrong with a replica.

CollabError
├── ReplicaLost           the replica is gone; load it from the log again
├── RowsRefused           the log holds something that no replica can apply
└── CompactionMismatch    a merged log does not say what the log says
"""

from documents.core.errors import CollabError


class ReplicaLost(CollabError):
    """The document is not loaded any more; `culprit` when this very request was to blame."""

    def __init__(self, *, culprit: bool) -> None:
        super().__init__("this request broke the replica" if culprit else "the replica is gone")
        self.culprit = culprit


class RowsRefused(CollabError):
    """Row `index` of those given cannot be applied (None: the checkpoint); nothing is loaded."""

    def __init__(self, index: int | None, reason: str) -> None:
        super().__init__(f"{'checkpoint' if index is None else f'row {index}'}: {reason}")
        self.index = index
        self.reason = reason


class CompactionMismatch(CollabError):
    """The merge of log rows differs from a replica of the same rows; keep the rows."""
