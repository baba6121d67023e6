"""All replicas of one worker, by document: pure, so that tests run it in their own process."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from documents.core.check import Candidate, CheckResult, Diff
from documents.replica.compaction import compact
from documents.replica.errors import Refusal, ReplicaLost, RowsRefused, refuse_none
from documents.replica.reading import read, refer
from documents.replica.replica import Replica
from documents.replica.ydoc import Broken


class Replicas:
    """Documents that are loaded; each method raises ReplicaLost when its document is not.

    A replica that fails half-way is thrown away, and ReplicaLost names the request as culprit.
    """

    def __init__(self) -> None:
        self._replicas: dict[UUID, Replica] = {}

    def load(self, document: UUID, checkpoint: bytes | None, rows: Sequence[bytes]) -> None:
        """Load a document from its log, anew if it is loaded; raises RowsRefused."""
        self._replicas.pop(document, None)
        with self._disposing(document):
            self._replicas[document] = Replica(checkpoint)
        self.apply(document, rows)

    def apply(self, document: UUID, rows: Sequence[bytes]) -> None:
        """Apply more rows of the log; raises RowsRefused, after which nothing is loaded."""
        with self._disposing(document):
            refuse_none(self._replica(document).apply(rows))

    def extend(self, document: UUID, rows: Sequence[bytes]) -> list[Refusal]:
        """Apply those of more rows that can be, and return the others."""
        with self._disposing(document):
            return self._replica(document).apply(rows)

    def check(self, document: UUID, candidates: Sequence[Candidate]) -> CheckResult:
        """Judge clients' updates, in order, and apply those that are accepted."""
        with self._disposing(document):
            return self._replica(document).check(candidates)

    def diff(self, document: UUID, state_vector: bytes) -> Diff:
        """Answer a client's state vector; raises Malformed."""
        with self._disposing(document):
            return self._replica(document).diff(state_vector)

    def fingerprint(self, document: UUID) -> bytes:
        """Digest what the replica holds: equal for equal replicas."""
        with self._disposing(document):
            return self._replica(document).fingerprint()

    def drop(self, document: UUID) -> None:
        """Forget a document, loaded or not."""
        self._replicas.pop(document, None)

    def compact(self, checkpoint: bytes | None, rows: Sequence[bytes]) -> bytes:
        """Put a log into a checkpoint; raises RowsRefused or CompactionMismatch."""
        return compact(checkpoint, rows)

    def read(self, checkpoint: bytes | None, rows: Sequence[bytes]) -> str:
        """Draw a document, loaded or not, from its log; raises ReplicaLost."""
        with _reading():
            return read(checkpoint, rows)

    def refer(self, checkpoint: bytes | None, rows: Sequence[bytes]) -> set[UUID]:
        """Say which attachments a document refers to, from its log; raises ReplicaLost."""
        with _reading():
            return refer(checkpoint, rows)

    def _replica(self, document: UUID) -> Replica:
        try:
            return self._replicas[document]
        except KeyError:
            raise ReplicaLost(culprit=False) from None

    @contextmanager
    def _disposing(self, document: UUID) -> Iterator[None]:
        try:
            yield
        except (Broken, RowsRefused) as error:
            self._replicas.pop(document, None)
            if isinstance(error, RowsRefused):
                raise
            raise ReplicaLost(culprit=True) from error


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except Broken as error:
        raise ReplicaLost(culprit=True) from error
