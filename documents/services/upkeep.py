"""What operators do to documents at rest: make checkpoints, and read everything back."""

from collections.abc import AsyncIterator, Sequence
from uuid import UUID, uuid4

from psycopg_pool import AsyncConnectionPool

from documents import storage
from documents.replica.errors import ReplicaLost, RowsRefused
from documents.replica.pool import COMPACTION, Pool
from documents.services.checkpoints import NotCompacted, compact


async def compact_all(document_ids: Sequence[UUID]) -> AsyncIterator[tuple[UUID, int | None]]:
    """Make checkpoints of these documents, or of all; yields how many rows each took in.

    None stands for a document that could not be compacted.
    """
    replicas = Pool(0)
    async with storage.open_pool(1) as database:
        for document_id in document_ids or await _all_ids(database):
            try:
                yield document_id, (await compact(database, replicas, document_id)).rows
            except NotCompacted:
                yield document_id, None


async def verify_all(document_ids: Sequence[UUID]) -> AsyncIterator[tuple[UUID, list[str]]]:
    """Read these documents back, or all; yields what is wrong with each."""
    replicas = Pool(1, COMPACTION)
    await replicas.start()
    try:
        async with storage.open_pool(1) as database:
            for document_id in document_ids or await _all_ids(database):
                yield document_id, await verify(database, replicas, document_id)
    finally:
        await replicas.close()


async def verify(database: AsyncConnectionPool, replicas: Pool, document_id: UUID) -> list[str]:
    """Compare what opening a document reads with what its whole log says; returns the faults."""
    async with database.connection() as connection:
        stored = await storage.load(connection, document_id)
        if stored is None:
            return ["there is no such document"]
        log = await storage.log(connection, document_id, stored.head)
    faults = _faults_of_numbers(log, stored)
    faults += [f"row {row.sequence} is in quarantine" for row in log if row.quarantined]
    sound = [(row.sequence, row.data) for row in log if not row.quarantined]
    whole = await _fingerprint(replicas, None, sound, faults)
    if stored.checkpoint is not None:
        opened = await _fingerprint(replicas, stored.checkpoint, stored.rows, faults)
        if whole and opened and whole != opened:
            faults.append(
                f"the checkpoint of row {stored.checkpoint_sequence} is not what the log says"
            )
    return faults


def _faults_of_numbers(log: Sequence[storage.LoggedRow], stored: storage.Stored) -> list[str]:
    missing = set(range(1, stored.head + 1)) - {row.sequence for row in log}
    faults = [f"row {sequence} is missing" for sequence in sorted(missing)]
    if stored.checkpoint_sequence > stored.head:
        faults.append(
            f"the checkpoint is of row {stored.checkpoint_sequence}, which does not exist"
        )
    return faults


async def _fingerprint(
    replicas: Pool,
    checkpoint: bytes | None,
    rows: Sequence[tuple[int, bytes]],
    faults: list[str],
) -> bytes | None:
    """Load a replica and digest it; what stands in the way is added to `faults`."""
    replica = uuid4()
    try:
        await replicas.load(replica, checkpoint, [data for _, data in rows])
        return await replicas.fingerprint(replica)
    except RowsRefused as refused:
        faults += [f"row {rows[index][0]}: {refused.reason}" for index in refused.indexes]
        if not refused.indexes:
            faults.append(f"the checkpoint: {refused.reason}")
    except ReplicaLost as lost:
        faults.append(str(lost))
    finally:
        await replicas.drop(replica)
    return None


async def _all_ids(database: AsyncConnectionPool) -> list[UUID]:
    async with database.connection() as connection:
        return await storage.document_ids(connection)
