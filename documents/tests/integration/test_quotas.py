"""Nobody gets more of a web process than the settings allow."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, suppress

import psutil
import pytest
from websockets.exceptions import ConnectionClosed

from collab.embedded.web import Web
from documents.core import close_codes
from documents.core.messages import Awareness, PermissionDenied, SyncStatus, Update
from documents.core.pace import PATIENCE_SECONDS, Pace
from documents.core.presence import AwarenessEntry, encode
from documents.tests.harness.cluster import MAX_MESSAGE_BYTES, Cluster
from documents.tests.harness.people import Person
from documents.tests.harness.socket import RawClient, open_socket, raw_client
from documents.tests.harness.waiting import SECONDS, until
from documents.tests.integration.test_refusals import WORD

MESSAGES_PER_SECOND = 20
LIMITS = {
    "COLLAB_MESSAGES_PER_SECOND": str(MESSAGES_PER_SECOND),
    "COLLAB_BYTES_PER_SECOND": "4000000",
    "COLLAB_DOCUMENTS_PER_SOCKET": "2",
    "COLLAB_SOCKETS_PER_USER": "3",
    "COLLAB_SOCKETS_PER_ADDRESS": "5",
}
NOBODY = Awareness(b"\x00")


@pytest.fixture(scope="module")
def strict(cluster: Cluster) -> Iterator[Web]:
    """A web process with low limits."""
    with cluster.log.with_name("strict.log").open("wb") as log:
        web = Web(
            "127.0.0.1",
            cluster.port(-1),
            environment={**cluster.environment, **LIMITS},
            max_message_bytes=MAX_MESSAGE_BYTES,
            log=log,
        )
        web.start()
        yield web
        web.stop()


@pytest.fixture
def alice(cluster: Cluster, strict: Web) -> Person:
    return Person("Alice", strict).sign_up(cluster)


@pytest.fixture
def bob(cluster: Cluster, strict: Web) -> Person:
    return Person("Bob", strict).sign_up(cluster)


@pytest.mark.usefixtures("transport")
async def test_a_person_has_so_many_sockets_and_gets_another_when_one_ends(
    alice: Person, bob: Person, strict: Web
) -> None:
    document = alice.new_document()
    async with AsyncExitStack() as stack:
        for _ in range(2):
            await stack.enter_async_context(raw_client(strict, "hocuspocus", document, alice))
        async with raw_client(strict, "y-websocket", document, alice):
            ticket = alice.ticket(document)
            async with open_socket(strict, f"/ws/y/{document}?ticket={ticket}") as socket:
                await RawClient(socket, "y-websocket", document).hears_close(close_codes.TRY_AGAIN)
            async with raw_client(strict, "y-websocket", bob.new_document(), bob):
                pass
        async with raw_client(strict, "y-websocket", document, alice):
            pass


@pytest.mark.usefixtures("transport")
async def test_an_address_has_so_many_sockets(strict: Web) -> None:
    async with AsyncExitStack() as stack:
        for _ in range(5):
            await stack.enter_async_context(open_socket(strict, "/ws/hocuspocus"))
        async with open_socket(strict, "/ws/hocuspocus") as socket:
            await RawClient(socket, "hocuspocus", "").hears_close(close_codes.TRY_AGAIN)

    async def is_let_in() -> bool:
        async with open_socket(strict, "/ws/hocuspocus") as socket:
            client = RawClient(socket, "hocuspocus", "nothing")
            try:
                await client.send_token("forged")
                await client.hears(PermissionDenied("permission-denied"))
            except ConnectionClosed:
                return False  # the server has not seen yet that the others have gone
        return True

    await until(is_let_in, bool)


@pytest.mark.usefixtures("transport")
async def test_a_socket_has_so_many_documents(alice: Person, strict: Web) -> None:
    async with open_socket(strict, "/ws/hocuspocus") as socket:
        for _ in range(3):
            document = alice.new_document()
            await RawClient(socket, "hocuspocus", document).send_token(alice.ticket(document))
        await RawClient(socket, "hocuspocus", "").hears_close(close_codes.TRY_AGAIN)


@pytest.mark.usefixtures("transport")
async def test_whoever_floods_is_slowed_down(alice: Person, strict: Web) -> None:
    async with raw_client(strict, "hocuspocus", alice.new_document(), alice) as client:
        started = time.monotonic()
        for _ in range(int(MESSAGES_PER_SECOND * (Pace.BURST_SECONDS + 2))):
            await client.send(NOBODY)
        await client.send(Update(WORD))
        await client.hears(SyncStatus(saved=True))
        assert time.monotonic() - started > 1.5


async def test_a_flood_stays_outside_and_ends_with_its_socket(
    alice: Person, bob: Person, strict: Web
) -> None:
    assert strict.process is not None
    process = psutil.Process(strict.process.pid)
    document = alice.new_document()
    async with (
        raw_client(strict, "hocuspocus", bob.new_document(), bob) as other,
        raw_client(strict, "y-websocket", document, alice) as client,
    ):
        before = process.memory_info().rss
        pressing = asyncio.create_task(press(client))
        code = await client.close_code(PATIENCE_SECONDS + SECONDS)
        pressing.cancel()
        assert code == close_codes.TRY_AGAIN
        assert process.memory_info().rss - before < 50_000_000
        await other.send(Update(WORD))
        await other.hears(SyncStatus(saved=True))
    async with raw_client(strict, "y-websocket", document, alice):
        pass


async def press(client: RawClient) -> None:
    """Send large presence, which is dropped, without end."""
    large = Awareness(encode([AwarenessEntry(7, 1, {"text": "x" * 100_000})]))
    with suppress(ConnectionClosed):
        while True:
            await client.send(large)
