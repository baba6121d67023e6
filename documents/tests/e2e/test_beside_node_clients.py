"""A browser and unmodified clients in Node write in one document."""

import asyncio
from collections.abc import Awaitable, Callable

from playwright.async_api import expect

from documents.tests.e2e.log import stored_blocks
from documents.tests.e2e.writing import Block, Writers
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.node import NodeClient, Protocol
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import equal

PROTOCOLS: tuple[Protocol, ...] = ("y-websocket", "hocuspocus")
WORDS = 20


async def test_a_browser_and_both_providers_write_in_one_paragraph(
    cluster: Cluster,
    alice: Person,
    writers: Writers,
    node_client: Callable[[], Awaitable[NodeClient]],
) -> None:
    document = alice.new_document()
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    await writer.type("|")
    await writer.saved()
    clients = [await node_client() for _ in PROTOCOLS]
    for client, protocol in zip(clients, PROTOCOLS, strict=True):
        await client.connect(protocol, alice.web.url, document, alice.ticket(document))
        await client.announce(user={"name": "Node", "color": "#177a52"})
        await equal(client.text, "|")

    async def write(client: NodeClient, name: str) -> None:
        for number in range(WORDS):
            await client.insert(f"{name}{number} ")

    await writer.go_to_start()
    await asyncio.gather(
        writer.type("browser " * 5, pause=30),
        *(write(*each) for each in zip(clients, ("first", "second"), strict=True)),
    )

    await writer.saved()
    await equal(clients[1].unsynced, 0)
    text = await writer.until_equal(*(client.text for client in clients))
    mine, theirs = text.split("|")
    assert mine == "browser " * 5
    expected = [f"{name}{number}" for name in ("first", "second") for number in range(WORDS)]
    assert sorted(theirs.split()) == sorted(expected)
    assert stored_blocks(cluster, document) == [Block("paragraph", text)]
    # The names that others see are the server's to give.
    await expect(writer.avatar_of("Node")).to_have_count(0)
