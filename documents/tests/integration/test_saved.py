"""Saved means in Postgres: nothing is acknowledged or shown while the commit is held back."""

import asyncio
import base64
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

import pytest
from psycopg.abc import Query

from collab.embedded.web import Web
from documents.core.messages import SyncStatus, Update
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.node import NodeClient, Protocol
from documents.tests.harness.people import Person
from documents.tests.harness.socket import raw_client
from documents.tests.harness.waiting import equal, until
from documents.tests.integration.test_refusals import WORD

StartNode = Callable[[], Awaitable[NodeClient]]

WAITING: Query = """
SELECT count(*) FROM pg_stat_activity
WHERE wait_event_type = 'Lock' AND query LIKE '%%documents_append%%'
"""


@contextmanager
def held_back(cluster: Cluster, document: str) -> Iterator[None]:
    """No commit to the document's log succeeds in here."""
    with cluster.connect() as connection, connection.transaction():
        lock = "SELECT FROM documents_document WHERE id = %s FOR UPDATE"
        connection.execute(lock, (document,))
        yield


async def commits_waiting(cluster: Cluster) -> int:
    """How many transactions wait for a document's row."""
    with cluster.connect() as connection:
        row = connection.execute(WAITING).fetchone()
    assert row is not None
    return int(row[0])


@pytest.mark.parametrize("reader", ["y-websocket", "hocuspocus"])
async def test_unsynced_changes_reach_zero_only_after_the_commit(
    alice: Person, web: Web, cluster: Cluster, node_client: StartNode, reader: Protocol
) -> None:
    document = alice.new_document()
    writer, other = await node_client(), await node_client()
    await writer.connect("hocuspocus", web.url, document, alice.ticket(document))
    await other.connect(reader, web.url, document, alice.ticket(document))
    await writer.synced()
    await other.synced()
    await equal(writer.unsynced, 0)

    with held_back(cluster, document):
        await writer.insert("held back")
        await until(lambda: commits_waiting(cluster), bool)
        assert await writer.unsynced() == 1
        assert await other.text() == ""

    await equal(writer.unsynced, 0)
    assert logged(cluster, document) >= 2
    await equal(other.text, "held back")


@pytest.mark.usefixtures("transport")
async def test_nothing_is_shown_or_acknowledged_before_the_commit(
    alice: Person, web: Web, cluster: Cluster
) -> None:
    document = alice.new_document()
    async with (
        raw_client(web, "hocuspocus", document, alice) as writer,
        raw_client(web, "hocuspocus", document, alice) as other,
    ):
        with held_back(cluster, document):
            await writer.send(Update(WORD))
            saved = asyncio.create_task(writer.hears(SyncStatus(saved=True)))
            shown = asyncio.create_task(other.hears(Update(WORD)))
            await until(lambda: commits_waiting(cluster), bool)
            assert not saved.done()
            assert not shown.done()
        await asyncio.gather(saved, shown)


def logged(cluster: Cluster, document: str) -> int:
    """The sequence number of the log's last row."""
    with cluster.connect() as connection:
        query = "SELECT max(seq) FROM documents_update WHERE document_id = %s"
        row = connection.execute(query, (document,)).fetchone()
    assert row is not None
    return int(row[0])


async def test_what_was_typed_offline_is_counted_until_it_is_saved(
    alice: Person, web: Web, cluster: Cluster, node_client: StartNode
) -> None:
    document = alice.new_document()
    client = await node_client()
    await client.connect("hocuspocus", web.url, document, alice.ticket(document))
    await client.synced()
    await equal(client.unsynced, 0)
    await client.disconnect()
    await client.insert("far from home")
    with held_back(cluster, document):
        await client.reconnect()
        await until(lambda: commits_waiting(cluster), bool)
        await client.insert("!")
        assert await client.unsynced() > 0
    await equal(client.unsynced, 0)
    reader = await node_client()
    await reader.connect("y-websocket", web.url, document, alice.ticket(document))
    await equal(reader.text, "far from home!")
    assert base64.b64decode(await reader.state()) != b""
