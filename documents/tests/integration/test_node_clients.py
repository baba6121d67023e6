"""Unmodified providers from npm write in one document through real web processes."""

from collections.abc import Awaitable, Callable

import pytest

from collab.embedded.web import Web
from documents.tests.harness.node import NodeClient, Protocol
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import equal, until

StartNode = Callable[[], Awaitable[NodeClient]]


@pytest.mark.parametrize("first", ["y-websocket", "hocuspocus"])
@pytest.mark.parametrize("second", ["y-websocket", "hocuspocus"])
async def test_two_clients_see_each_others_words(
    alice: Person, web: Web, node_client: StartNode, first: Protocol, second: Protocol
) -> None:
    document = alice.new_document()
    one, two = await node_client(), await node_client()
    await one.connect(first, web.url, document, alice.ticket(document))
    await two.connect(second, web.url, document, alice.ticket(document))
    await one.synced()
    await two.synced()

    await one.insert("Hello ")
    await equal(two.text, "Hello ")
    await two.insert("world")
    await equal(one.text, "Hello world")
    assert await one.xml() == await two.xml()


async def test_who_comes_later_reads_what_was_written(
    alice: Person, web_pair: tuple[Web, Web], node_client: StartNode
) -> None:
    document = alice.new_document()
    one, two = await node_client(), await node_client()
    await one.connect("hocuspocus", web_pair[0].url, document, alice.ticket(document))
    await one.synced()
    await one.insert("written before")
    await equal(one.unsynced, 0)

    await two.connect("y-websocket", web_pair[1].url, document, alice.ticket(document))
    await equal(two.text, "written before")


SEEN_SECONDS = 5.0
"""Well before clients say again, after 15 s, that they are there."""


async def test_people_of_different_processes_see_each_other_at_once(
    alice: Person, web_pair: tuple[Web, Web], node_client: StartNode
) -> None:
    for _ in range(3):
        document = alice.new_document()
        one, two = await node_client(), await node_client()
        await one.connect("hocuspocus", web_pair[0].url, document, alice.ticket(document))
        await one.synced()
        await one.announce(cursor="one")
        await one.insert("Something that takes a moment to open. " * 10_000)
        await equal(one.unsynced, 0)
        await two.connect("y-websocket", web_pair[1].url, document, alice.ticket(document))
        await two.announce(cursor="two")
        for client in (one, two):
            await until(client.others, bool, seconds=SEEN_SECONDS)
