"""Where no WebSocket gets through, people write together over HTTP, and notice nothing else."""

import asyncio
from collections.abc import AsyncIterator
from time import monotonic

import pytest
import pytest_asyncio
from playwright.async_api import expect

from collab.embedded.web import Web
from documents.tests.e2e.log import stored_blocks
from documents.tests.e2e.panel import open_panel, says
from documents.tests.e2e.test_access import choose_access, note_read_only, seconds_until_read_only
from documents.tests.e2e.writing import Block, Writer, Writers, same_text
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.network import Fate, Network
from documents.tests.harness.people import Person

FALLBACK_SECONDS = 10
ANOTHER = 2
"""A web process that is killed."""
OFFLINE = "Offline: your changes are kept in this browser"
WORDS = "all that is typed before, while and after it is away "


@pytest_asyncio.fixture(loop_scope="session")
async def strict_network(network: Network) -> Network:
    """A way to the first web process for everything but WebSockets."""
    network.have_sockets("refused")
    return network


async def is_over_http(writer: Writer) -> None:
    """See what the page says of its connection."""
    panel = await open_panel(writer)
    await says(panel, "Connection", "Connected over HTTP")
    await writer.press("Escape")


@pytest.mark.parametrize("fate", ["refused", "swallowed"])
async def test_two_people_write_together(
    cluster: Cluster, alice: Person, bob: Person, network: Network, writers: Writers, fate: Fate
) -> None:
    network.have_sockets(fate)
    document = alice.new_document()
    alice.share(document, "edit")
    bob.get(alice.link(document))
    began = monotonic()
    left = await writers.open(f"{network.url}/d/{document}/", alice)
    await left.saved()
    assert monotonic() - began < FALLBACK_SECONDS
    await is_over_http(left)
    right = await writers.open(f"{bob.web.url}/d/{document}/", bob)
    await left.text.click()
    await left.type("|")
    await right.shows("|")
    await left.go_to_start()
    await right.go_to_end()

    await asyncio.gather(left.type("near " * 20, pause=30), right.type(" far" * 20, pause=30))

    await expect(left.caret_of("Bob")).to_be_visible()
    await expect(right.caret_of("Alice")).to_be_visible()
    expected = [Block("paragraph", "near " * 20 + "|" + " far" * 20)]
    assert await same_text(left, right) == expected
    assert stored_blocks(cluster, document) == expected


async def test_the_way_is_remembered_for_the_next_page(
    alice: Person, strict_network: Network, writers: Writers
) -> None:
    writer = await writers.open(f"{strict_network.url}/d/{alice.new_document()}/", alice)
    await writer.saved()
    attempts: list[str] = []
    writer.page.on("websocket", lambda socket: attempts.append(socket.url))
    await writer.page.reload()
    await writer.saved()
    await is_over_http(writer)
    assert attempts == []


async def test_access_that_is_taken_away_ends_within_a_second(
    alice: Person, bob: Person, strict_network: Network, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    owner = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    guest = await writers.open(f"{strict_network.url}{alice.link(document)}", bob)
    await owner.type("stays readable")
    await guest.shows("stays readable")
    await same_text(owner, guest)
    await is_over_http(guest)
    await note_read_only(guest)

    await choose_access(owner.page, "Only you")

    assert await seconds_until_read_only(guest, owner) < 1
    await guest.reads("You no longer have access")


async def test_what_is_written_offline_merges(
    alice: Person, bob: Person, strict_network: Network, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    away = await writers.open(f"{strict_network.url}/d/{document}/", alice)
    there = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await away.saved()
    await away.text.click()
    await away.type("|")
    await there.shows("|")

    strict_network.cut()
    await away.go_to_start()
    await away.type("first words, ")
    await away.reads(OFFLINE)
    await there.go_to_end()
    await there.type(" meanwhile elsewhere")
    await there.saved()
    strict_network.mend()

    expected = "first words, | meanwhile elsewhere"
    await away.shows(expected)
    assert await same_text(away, there) == [Block("paragraph", expected)]
    await is_over_http(away)


async def test_a_web_process_that_dies_takes_no_words_with_it(
    cluster: Cluster, web: Web, alice: Person, bob: Person, writers: Writers
) -> None:
    dying = await asyncio.to_thread(cluster.web, ANOTHER)
    document = alice.new_document()
    alice.share(document, "edit")
    async with Network.to(dying.port, at=cluster.port(-1)) as network:
        network.have_sockets("refused")
        writer = await writers.open(f"{network.url}/d/{document}/", alice)
        other = await writers.open(f"{web.url}{alice.link(document)}", bob)
        await writer.saved()
        await writer.text.click()
        await writer.type("|")
        await other.shows("|")
        await writer.go_to_start()
        await other.go_to_end()

        async def crash() -> None:
            await other.text.get_by_text("before").wait_for()
            dying.kill()
            await writer.reads("Reconnecting…")
            await asyncio.to_thread(cluster.web, ANOTHER)

        await asyncio.gather(crash(), writer.type(WORDS, pause=50), other.type(WORDS, pause=50))
        expected = [Block("paragraph", f"{WORDS}|{WORDS}")]
        assert await same_text(writer, other) == expected
        assert stored_blocks(cluster, document) == expected


@pytest_asyncio.fixture(loop_scope="session")
async def either(cluster: Cluster, web_pair: tuple[Web, Web]) -> AsyncIterator[Network]:
    """A way to one of two web processes, for each connection to the other one."""
    ports = [web.port for web in web_pair]
    async with Network.to(*ports, at=cluster.port(-1)) as network:
        network.have_sockets("refused")
        yield network


async def test_connections_that_reach_either_process_make_one_line(
    cluster: Cluster, alice: Person, bob: Person, either: Network, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    writer = await writers.open(f"{either.url}/d/{document}/", alice)
    other = await writers.open(f"{either.url}{alice.link(document)}", bob)
    await asyncio.gather(writer.saved(), other.saved())
    await writer.text.click()
    await writer.type("|")
    await other.shows("|")
    await writer.go_to_start()
    await other.go_to_end()
    await asyncio.gather(writer.type("near " * 20, pause=30), other.type(" far" * 20, pause=30))
    expected = [Block("paragraph", "near " * 20 + "|" + " far" * 20)]
    assert await same_text(writer, other) == expected
    assert stored_blocks(cluster, document) == expected
    await is_over_http(writer)
