"""The submissions that wait for a room's next batch."""

from collections import deque
from collections.abc import Callable, Iterable

from documents.core.member import Batch, Member, Submission

MAX_BATCH = 500
MAX_BATCH_BYTES = 4 * 1024 * 1024
MAX_WAITING_BYTES = 32 * 1024 * 1024
"""What one connection may have waiting before it is asked to come back later."""
MAX_STRIKES = 2
"""How often a submission may be at work when the replica dies and still be tried again."""


class Intake:
    """A queue of submissions in order of arrival."""

    def __init__(self) -> None:
        self._queue: deque[Submission] = deque()

    def __bool__(self) -> bool:
        return bool(self._queue)

    def add(self, submission: Submission) -> bool:
        """Queue a submission; False when its member already has too much waiting."""
        member = submission.member
        if member.waiting_bytes + len(submission.update) > MAX_WAITING_BYTES:
            return False
        member.waiting_bytes += len(submission.update)
        self._queue.append(submission)
        return True

    def put_back(self, submissions: Iterable[Submission]) -> None:
        """Return submissions of an undone batch to the front, in their order."""
        for submission in reversed(list(submissions)):
            submission.member.waiting_bytes += len(submission.update)
            self._queue.appendleft(submission)

    def strike(self, batch: Batch) -> Member | None:
        """Return a deadly batch, to be tried one by one; or name whose submission kills alone."""
        for submission in batch.submissions:
            submission.strikes += 1
        first = batch.submissions[0]
        if len(batch.submissions) == 1 and first.strikes > MAX_STRIKES:
            return first.member
        self.put_back(batch.submissions)
        return None

    def drop(self, unwanted: Callable[[Submission], bool]) -> list[Submission]:
        """Remove and return the submissions that a predicate names."""
        dropped = [s for s in self._queue if unwanted(s)]
        self._queue = deque(s for s in self._queue if not unwanted(s))
        for submission in dropped:
            submission.member.waiting_bytes -= len(submission.update)
        return dropped

    def next_batch(self) -> Batch:
        """Take what waits, up to a limit; whatever was in a deadly batch goes alone."""
        taken: list[Submission] = []
        size = 0
        while self._queue and len(taken) < MAX_BATCH:
            submission = self._queue[0]
            size += len(submission.update)
            alone = submission.strikes or (taken and taken[0].strikes)
            if taken and (alone or size > MAX_BATCH_BYTES):
                break
            taken.append(self._queue.popleft())
            submission.member.waiting_bytes -= len(submission.update)
        return Batch(taken, list(dict.fromkeys(s.member.author for s in taken)))
