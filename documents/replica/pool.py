"""The worker processes, and which document is where."""

import asyncio
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from uuid import UUID

from documents.core.check import Candidate, CheckResult, Diff
from documents.replica import wire
from documents.replica.errors import Refusal, ReplicaLost, RowsRefused, refuse_none
from documents.replica.process import WorkerLimits, WorkerProcess

logger = logging.getLogger(__name__)

PIECE_ROWS = 512
PIECE_BYTES = 1 << 20
"""A log is loaded in pieces of this size, so that others on the same worker get their turn."""

LOAD_ATTEMPTS = 10
"""A hostile update is tried a few times before it is given up, and takes its worker each time."""

RETRY_SECONDS = 1.0
"""Between attempts to start a worker that does not start."""

COMPACTION = WorkerLimits(cpu_seconds=60, deadline=120)


class Pool:
    """Has the methods of Replicas, carried out by `size` worker processes.

    The requests of one document are answered in the order sent. Besides what Replicas raises,
    each may raise ReplicaLost because its worker died or was too slow; the worker is replaced at
    once, and every document it held has to be loaded again.
    """

    def __init__(self, size: int, limits: WorkerLimits | None = None) -> None:
        self._size = size
        self._limits = limits or WorkerLimits()
        self._workers: list[asyncio.Task[WorkerProcess]] = []
        self._homes: dict[UUID, WorkerProcess] = {}
        self._compacting = asyncio.Lock()

    async def start(self) -> None:
        """Start the workers and wait until they are ready."""
        self._workers = [asyncio.create_task(self._start(slot)) for slot in range(self._size)]
        await asyncio.gather(*self._workers)

    async def close(self) -> None:
        """End the workers; requests under way fail with ReplicaLost."""
        tasks, self._workers = self._workers, []
        for task in tasks:
            task.cancel()
        for worker in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(worker, WorkerProcess):
                await worker.close()

    async def load(self, document: UUID, checkpoint: bytes | None, rows: Sequence[bytes]) -> None:
        """Load a document from its log; until that has ended, other requests find it not loaded.

        Raises RowsRefused for what cannot be applied, also where that kills a worker that holds
        nothing else; another's death is got over by trying again.
        """
        self._homes.pop(document, None)
        for _ in range(LOAD_ATTEMPTS):
            worker = await self._worker(document)
            try:
                await _load(worker, document, checkpoint, _pieces(rows))
            except ReplicaLost as lost:
                if lost.culprit:
                    await self._try_rows(document, checkpoint, rows)
            else:
                self._homes[document] = worker
                return
        raise ReplicaLost(culprit=False)

    async def apply(self, document: UUID, rows: Sequence[bytes]) -> None:
        """Apply more rows of the log; raises RowsRefused, after which nothing is loaded."""
        await self._request(document, "apply", rows)

    async def check(self, document: UUID, candidates: Sequence[Candidate]) -> CheckResult:
        """Judge clients' updates, in order, and apply those that are accepted."""
        packed = wire.dump_candidates(candidates)
        return wire.load_check_result(await self._request(document, "check", packed))

    async def diff(self, document: UUID, state_vector: bytes) -> Diff:
        """Answer a client's state vector; raises Malformed."""
        return wire.load_diff(await self._request(document, "diff", state_vector))

    async def fingerprint(self, document: UUID) -> bytes:
        """Digest what the replica holds: equal for equal replicas."""
        digest: bytes = await self._request(document, "fingerprint")
        return digest

    async def drop(self, document: UUID) -> None:
        """Forget a document, loaded or not."""
        self._homes.pop(document, None)
        worker = await self._worker(document)
        with suppress(ReplicaLost):
            await worker.request("drop", document.bytes)

    async def compact(self, checkpoint: bytes | None, rows: Sequence[bytes]) -> bytes:
        """Put a log into a checkpoint; raises RowsRefused or CompactionMismatch.

        This has a process of its own, one at a time, so that no document has to wait for it.
        """
        async with self._compacting:
            worker = await WorkerProcess.start(COMPACTION)
            try:
                checkpoint = wire.result(await worker.request("compact", checkpoint, rows))
            finally:
                await worker.close()
        assert checkpoint is not None
        return checkpoint

    async def _request(self, document: UUID, operation: str, *arguments: wire.Value) -> wire.Value:
        worker = self._homes.get(document)
        if worker is None:
            raise ReplicaLost(culprit=False)
        try:
            return wire.result(await worker.request(operation, document.bytes, *arguments))
        except (ReplicaLost, RowsRefused):
            self._homes.pop(document, None)
            raise

    async def _try_rows(
        self, document: UUID, checkpoint: bytes | None, rows: Sequence[bytes]
    ) -> None:
        """Load row by row in a worker of its own; raises RowsRefused for the one that breaks it."""
        worker = await WorkerProcess.start(self._limits)
        try:
            await _load(worker, document, checkpoint, ([row] for row in rows), blame=True)
        finally:
            await worker.close()

    async def _worker(self, document: UUID) -> WorkerProcess:
        if not self._workers:
            raise ReplicaLost(culprit=False)
        return await asyncio.shield(self._workers[document.int % self._size])

    async def _start(self, slot: int) -> WorkerProcess:
        while True:
            try:
                return await WorkerProcess.start(self._limits, partial(self._replace, slot))
            except ReplicaLost:
                logger.exception("A replica worker does not start")
                await asyncio.sleep(RETRY_SECONDS)

    def _replace(self, slot: int) -> None:
        if not self._workers:
            return
        logger.warning("A replica worker died; starting another")
        self._workers[slot] = asyncio.create_task(self._start(slot))


async def _load(
    worker: WorkerProcess,
    document: UUID,
    checkpoint: bytes | None,
    pieces: Iterable[Sequence[bytes]],
    *,
    blame: bool = False,
) -> None:
    """Load piece by piece; with `blame`, a piece that breaks the replica raises RowsRefused."""
    done: int | None = None
    refusals: list[Refusal] = []
    try:
        wire.result(await worker.request("load", document.bytes, checkpoint, ()))
        done = 0
        for piece in pieces:
            left_out = wire.result(await worker.request("extend", document.bytes, piece))
            refusals += [(done + index, reason) for index, reason in left_out]
            done += len(piece)
    except ReplicaLost as lost:
        if not (blame and lost.culprit):
            raise
        if done is None:
            raise RowsRefused((), "breaks the replica") from lost
        refusals.append((done, "breaks the replica"))
    refuse_none(refusals)


def _pieces(rows: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    """Split rows into pieces of bounded number and size."""
    piece: list[bytes] = []
    size = 0
    for row in rows:
        if piece and (len(piece) == PIECE_ROWS or size + len(row) > PIECE_BYTES):
            yield piece
            piece, size = [], 0
        piece.append(row)
        size += len(row)
    if piece:
        yield piece
