"""Without a network one goes on writing, and nothing is lost or doubled afterwards."""

from documents.tests.e2e.log import stored_blocks
from documents.tests.e2e.writing import Block, Writers, same_text
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.network import Network
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import until

OFFLINE = "Offline: your changes are kept in this browser"
NOTICED_MS = 40_000
"""After so long a page has given up a connection on which nothing comes."""
STEP_MS = 250


async def test_what_is_written_offline_survives_a_reload_and_merges(
    cluster: Cluster, alice: Person, bob: Person, network: Network, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    away = await writers.open(f"{network.url}/d/{document}/", alice)
    there = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await away.type("|")
    await there.shows("|")

    network.cut()
    await away.go_to_start()
    await away.type("first words, ")
    await away.reads(OFFLINE)
    await away.type("then more ")
    await there.go_to_end()
    await there.type(" meanwhile elsewhere")
    await there.saved()

    # The page comes from the server, so it can be reloaded; its socket still finds no way.
    network.pass_only_pages()
    await away.page.reload()
    await away.shows("first words, then more |")
    await away.go_to_start()
    await away.type("and after a reload: ")
    await away.reads(OFFLINE)

    network.mend()
    expected = "and after a reload: first words, then more | meanwhile elsewhere"
    await away.shows(expected)
    assert await same_text(away, there) == [Block("paragraph", expected)]
    assert stored_blocks(cluster, document) == [Block("paragraph", expected)]


async def test_a_page_closed_offline_merges_when_it_is_opened_again(
    alice: Person, bob: Person, network: Network, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    address = f"{network.url}/d/{document}/"
    away = await writers.open(address, alice)
    there = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await away.saved()

    network.cut()
    await away.type("kept ")
    await away.reads(OFFLINE)
    await away.page.goto("about:blank")
    await there.type("here ")
    await there.saved()
    network.mend()
    await away.page.goto(address)

    (block,) = await same_text(away, there)
    assert sorted(block.text.split()) == ["here", "kept"]


async def test_a_short_break_is_mended_by_itself(
    alice: Person, network: Network, writers: Writers
) -> None:
    document = alice.new_document()
    writer = await writers.open(f"{network.url}/d/{document}/", alice)
    await writer.saved()
    await writer.record_states()

    network.cut()
    await writer.reads("Reconnecting…")
    await writer.type("through the gap")
    network.mend()
    await writer.saved()
    await writer.page.reload()
    await writer.shows("through the gap")
    await writer.saved()


async def test_a_line_that_dies_without_a_word_is_given_up(
    cluster: Cluster, alice: Person, bob: Person, network: Network, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    away = await writers.new(alice)
    await away.page.clock.install()
    await away.page.goto(f"{network.url}/d/{document}/")
    there = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await away.type("|")
    await there.shows("|")
    await away.saved()

    network.go_mute()
    await away.go_to_start()
    await away.type("kept ")
    await there.go_to_end()
    await there.type(" meanwhile")
    await there.saved()
    await away.page.clock.run_for(NOTICED_MS)
    await away.reads("Not saved: trying again")

    # The attempt to connect that was made meanwhile is dead as well.
    network.mend()
    await away.record_states()

    async def later() -> str:
        # Step by step: an attempt takes real time, for which the page must not run out of patience.
        await away.page.clock.run_for(STEP_MS)
        return await away.state.inner_text()

    await until(later, lambda state: "Saved" in state, seconds=60)
    assert stored_blocks(cluster, document) == [Block("paragraph", "kept | meanwhile")]
    assert await same_text(away, there) == [Block("paragraph", "kept | meanwhile")]
    *before, last = await away.recorded_states()
    assert last == "Saved"
    assert last not in before
