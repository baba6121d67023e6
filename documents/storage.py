"""The update log in Postgres: append, load, catch up, checkpoint.

It talks to Postgres through its own pool: Django's asynchronous ORM hops through a thread for every
query. Sequence numbers are taken under the document's row lock, in the transaction that inserts
the rows, so they are gapless and in the order of the commits.

The module is longer than others: all SQL about the log stands here, each statement beside the
function that runs it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection as django_connection
from psycopg import AsyncConnection
from psycopg.conninfo import make_conninfo
from psycopg_pool import AsyncConnectionPool

from documents.core.effects import LogRow

STATEMENT_TIMEOUT = 10_000
"""Milliseconds after which Postgres gives up on a statement."""
FETCH_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Pending:
    """One document's rows, on condition that access has not changed since `access_version`."""

    document_id: UUID
    rows: tuple[LogRow, ...]
    access_version: int


@dataclass(frozen=True, slots=True)
class Stored:
    """A document as the log holds it: a checkpoint, and the rows after it."""

    access_version: int
    title: str
    head: int
    checkpoint_sequence: int
    checkpoint: bytes | None
    rows: list[tuple[int, bytes]]
    quarantined: bool


@dataclass(frozen=True, slots=True)
class Tail:
    """The beginning of what a document's newest checkpoint does not hold, as far as it is sound."""

    head: int
    checkpoint_sequence: int
    checkpoint: bytes | None
    rows: list[tuple[int, bytes]]


@dataclass(frozen=True, slots=True)
class LoggedRow:
    """A row of the log."""

    sequence: int
    data: bytes
    quarantined: bool


@dataclass(frozen=True, slots=True)
class Outdated:
    """Accounts (id, access version) and sessions (key) that speak for nobody any more."""

    people: set[tuple[int | None, int]]
    sessions: set[str | None]


@dataclass(frozen=True, slots=True)
class DocumentState:
    """What an open document's processes must hear about, at any moment."""

    document_id: UUID
    head: int
    access_version: int
    title: str


def open_pool(size: int = 4) -> AsyncConnectionPool:
    """A pool, not yet opened, on the database that Django uses."""
    return AsyncConnectionPool(
        _conninfo(),
        min_size=1,
        max_size=size,
        open=False,
        kwargs={"autocommit": True},
        check=AsyncConnectionPool.check_connection,
    )


def _conninfo() -> str:
    """What Django connects with, and the settings that the promises rest on."""
    parameters = django_connection.get_connection_params()
    known = {key: str(value) for key, value in parameters.items() if isinstance(value, str | int)}
    ours = f"-c statement_timeout={STATEMENT_TIMEOUT} -c synchronous_commit=on"
    known["options"] = f"{known.get('options', '')} {ours}".strip()
    return make_conninfo(**known)


_APPEND = """
SELECT document, base FROM documents_append(
    %s::uuid[], %s::bigint[], %s::bigint[],
    %s::uuid[], %s::bigint[], %s::bigint[], %s::bigint[], %s::text[], %s::bytea[]
)
"""


async def append(connection: AsyncConnection, batch: Sequence[Pending]) -> dict[UUID, int]:
    """Commit the rows of several documents in one transaction.

    Returns the sequence number before each document's first row. A document is left out when its
    access version has moved on, or an author's (or either is gone): none of its rows were written.
    Documents and authors are locked in the order of their ids, so that two processes cannot wait
    for each other; whoever takes a right away waits for what is being committed under it. All of it
    is one function in the database (`migrations/0003_append.py`): one statement, one round trip.
    """
    rows = [(p.document_id, place, row) for p in batch for place, row in enumerate(p.rows, 1)]
    arguments = (
        [p.document_id for p in batch],
        [len(p.rows) for p in batch],
        [p.access_version for p in batch],
        [document_id for document_id, _, _ in rows],
        [place for _, place, _ in rows],
        [row.author.user_id for _, _, row in rows],
        [row.author.access_version for _, _, row in rows],
        [row.author.name for _, _, row in rows],
        [row.update for _, _, row in rows],
    )
    cursor = await connection.execute(_APPEND, arguments, binary=True)
    return dict(await cursor.fetchall())


_LOCK = "SELECT FROM documents_document WHERE id = ANY(%s::uuid[]) FOR UPDATE"
_STATE = "SELECT id, head_seq, access_version, title FROM documents_document"


async def load(connection: AsyncConnection, document_id: UUID) -> Stored | None:
    """Read a document's newest checkpoint and the rows after it; None when it does not exist."""
    async with connection.transaction():
        await connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        states = await _states(connection, "WHERE id = %s", document_id)
        if not states:
            return None
        sequence, checkpoint = await _newest_checkpoint(connection, document_id)
        cursor = await connection.execute(
            "SELECT seq, data, quarantined FROM documents_update"
            " WHERE document_id = %s AND seq > %s ORDER BY seq",
            (document_id, sequence),
            binary=True,
        )
        rows = await cursor.fetchall()
    return Stored(
        access_version=states[0].access_version,
        title=states[0].title,
        head=states[0].head,
        checkpoint_sequence=sequence,
        checkpoint=checkpoint,
        rows=[(seq, data) for seq, data, quarantined in rows if not quarantined],
        quarantined=any(quarantined for _, _, quarantined in rows),
    )


async def _newest_checkpoint(
    connection: AsyncConnection, document_id: UUID
) -> tuple[int, bytes | None]:
    cursor = await connection.execute(
        "SELECT seq, state FROM documents_checkpoint WHERE document_id = %s"
        " ORDER BY seq DESC LIMIT 1",
        (document_id,),
        binary=True,
    )
    return await cursor.fetchone() or (0, None)


_TAIL = """
SELECT seq, data FROM (
    SELECT seq, data, bool_or(quarantined) OVER sofar AS spoiled,
        sum(octet_length(data)) OVER sofar - octet_length(data) AS before
    FROM (
        SELECT seq, data, quarantined FROM documents_update
        WHERE document_id = %s AND seq > %s ORDER BY seq LIMIT %s
    ) AS next
    WINDOW sofar AS (ORDER BY seq)
) AS tail
WHERE NOT spoiled AND before < %s ORDER BY seq
"""


async def tail(connection: AsyncConnection, document_id: UUID, rows: int, size: int) -> Tail:
    """Read at most `rows` rows and, beside the last, `size` bytes of a document's tail.

    It ends before the first row in quarantine, and is empty where the document does not exist.
    """
    states = await _states(connection, "WHERE id = %s", document_id)
    sequence, checkpoint = await _newest_checkpoint(connection, document_id)
    cursor = await connection.execute(_TAIL, (document_id, sequence, rows, size), binary=True)
    head = states[0].head if states else 0
    return Tail(head, sequence, checkpoint, await cursor.fetchall())


async def log(connection: AsyncConnection, document_id: UUID, last: int) -> list[LoggedRow]:
    """Read a document's whole log up to row `last`."""
    cursor = await connection.execute(
        "SELECT seq, data, quarantined FROM documents_update"
        " WHERE document_id = %s AND seq <= %s ORDER BY seq",
        (document_id, last),
        binary=True,
    )
    return [LoggedRow(*row) for row in await cursor.fetchall()]


async def document_ids(connection: AsyncConnection) -> list[UUID]:
    """Read the ids of all documents."""
    cursor = await connection.execute("SELECT id FROM documents_document ORDER BY id")
    return [document_id for (document_id,) in await cursor.fetchall()]


async def rows_after(
    connection: AsyncConnection, document_id: UUID, sequence: int, limit: int = FETCH_LIMIT
) -> list[tuple[int, bytes]]:
    """Read the next rows of the log, as (sequence number, update)."""
    cursor = await connection.execute(
        "SELECT seq, data FROM documents_update WHERE document_id = %s AND seq > %s"
        " ORDER BY seq LIMIT %s",
        (document_id, sequence, limit),
        binary=True,
    )
    return await cursor.fetchall()


async def states(connection: AsyncConnection, document_ids: Sequence[UUID]) -> list[DocumentState]:
    """Read the heads, access versions and titles of many documents in one query."""
    return await _states(connection, "WHERE id = ANY(%s)", list(document_ids))


_OUTDATED_PEOPLE = """
SELECT p.id, p.access_version FROM unnest(%s::bigint[], %s::bigint[]) AS p (id, access_version)
LEFT JOIN documents_user AS u
    ON u.id = p.id AND u.is_active AND u.access_version = p.access_version
WHERE u.id IS NULL
"""
_OUTDATED_SESSIONS = """
SELECT g.key FROM unnest(%s::text[]) AS g (key)
LEFT JOIN django_session AS s ON s.session_key = g.key AND s.expire_date > now()
WHERE s.session_key IS NULL
"""


async def outdated(
    connection: AsyncConnection, people: Collection[tuple[int, int]], sessions: Collection[str]
) -> Outdated:
    """Find who, of accounts as of an access version and of sessions, speaks for nobody now."""
    ids, versions = [id_ for id_, _ in people], [version for _, version in people]
    async with connection.pipeline():
        gone = await connection.execute(_OUTDATED_PEOPLE, (ids, versions))
        ended = await connection.execute(_OUTDATED_SESSIONS, (list(sessions),))
    return Outdated(
        {(id_, version) for id_, version in await gone.fetchall()},
        {key for (key,) in await ended.fetchall()},
    )


async def _states(connection: AsyncConnection, where: str, argument: object) -> list[DocumentState]:
    cursor = await connection.execute(f"{_STATE} {where}".encode(), (argument,))
    return [DocumentState(*row) for row in await cursor.fetchall()]


async def save_checkpoint(
    connection: AsyncConnection, document_id: UUID, sequence: int, state: bytes
) -> None:
    """Store a full state as of `sequence`, unless there is one that reaches as far.

    Older ones go in the same transaction, under the document's lock; the log stays. Nothing happens
    when the document is gone.
    """
    async with connection.transaction():
        await connection.execute(_LOCK, ([document_id],))
        cursor = await connection.execute(
            "INSERT INTO documents_checkpoint (document_id, seq, state)"
            " SELECT id, %(seq)s, %(state)s FROM documents_document WHERE id = %(id)s"
            " AND NOT EXISTS (SELECT FROM documents_checkpoint"
            " WHERE document_id = %(id)s AND seq >= %(seq)s)",
            {"id": document_id, "seq": sequence, "state": state},
        )
        if cursor.rowcount:
            await connection.execute(
                "DELETE FROM documents_checkpoint WHERE document_id = %s AND seq < %s",
                (document_id, sequence),
            )


async def quarantine(connection: AsyncConnection, document_id: UUID, sequence: int) -> None:
    """Mark a row that cannot be applied; the document opens without it."""
    await connection.execute(
        "UPDATE documents_update SET quarantined = true WHERE document_id = %s AND seq = %s",
        (document_id, sequence),
    )
