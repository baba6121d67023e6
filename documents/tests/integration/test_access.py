"""A change of access reaches open sockets within a second, on every process."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic

import pytest

from collab.embedded.web import Web
from documents.core import close_codes
from documents.core.messages import Authenticated, PermissionDenied, SyncStatus, Update
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.people import Person
from documents.tests.harness.socket import RawClient, raw_client
from documents.tests.integration.test_refusals import WORD, head

WITHIN = 1.0
Effect = Callable[[RawClient], Awaitable[object]]


async def within_a_second(happens: Awaitable[object]) -> None:
    """Fail when something takes longer than a person was promised."""
    start = monotonic()
    await happens
    assert monotonic() - start < WITHIN


@pytest.mark.parametrize("process", [0, 1])
async def test_switching_a_link_off_ends_open_documents(
    alice: Person, visitor: Person, web_pair: tuple[Web, Web], process: int
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    visitor.get(alice.link(document))
    web = web_pair[process]
    async with (
        raw_client(web, "hocuspocus", document, visitor) as one,
        raw_client(web, "y-websocket", document, visitor) as two,
        raw_client(web, "hocuspocus", document, alice) as owner,
    ):
        await asyncio.to_thread(alice.share, document, "off")
        await within_a_second(one.hears(PermissionDenied("permission-denied")))
        await within_a_second(two.hears_close(close_codes.FORBIDDEN))
        await owner.send(Update(WORD))
        await owner.hears(SyncStatus(saved=True))


async def test_a_downgrade_turns_an_open_document_read_only_in_place(
    alice: Person, visitor: Person, web_pair: tuple[Web, Web], cluster: Cluster
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    visitor.get(alice.link(document))
    async with (
        raw_client(web_pair[1], "hocuspocus", document, visitor) as one,
        raw_client(web_pair[1], "y-websocket", document, visitor) as two,
    ):
        await asyncio.to_thread(alice.share, document, "view")
        await within_a_second(one.hears(Authenticated(writable=False)))
        await within_a_second(two.hears_close(close_codes.ACCESS_CHANGED))
        await one.send(Update(WORD))
        await one.hears(SyncStatus(saved=False))
        assert head(cluster, document) == 1


async def test_an_update_that_races_a_downgrade_is_refused_inside_its_transaction(
    alice: Person, visitor: Person, web: Web, cluster: Cluster
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    visitor.get(alice.link(document))
    async with raw_client(web, "hocuspocus", document, visitor) as client:
        with cluster.connect() as connection:
            # As the gate's services do it, but nobody rings: the commit itself has to notice.
            with connection.transaction():
                change = "UPDATE documents_document SET access_version = access_version + 1"
                connection.execute(f"{change} WHERE id = %s", (document,))
                away = "DELETE FROM documents_sharelink WHERE document_id = %s"
                connection.execute(away, (document,))
                await client.send(Update(WORD))
            await client.hears(PermissionDenied("permission-denied"))
    assert head(cluster, document) == 1


async def test_moving_to_the_trash_ends_open_documents(
    alice: Person, visitor: Person, web: Web
) -> None:
    document = alice.new_document()
    alice.share(document, "view")
    visitor.get(alice.link(document))
    async with raw_client(web, "hocuspocus", document, visitor) as client:
        answer = await asyncio.to_thread(alice.post, f"/d/{document}/trash")
        assert answer.status == 200
        await within_a_second(client.hears(PermissionDenied("permission-denied")))
