"""A web process that dies takes nobody's words with it."""

import asyncio

from collab.embedded.web import Web
from documents.tests.e2e.log import stored_blocks
from documents.tests.e2e.writing import Block, Writers, same_text
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.people import Person

WORDS = "all that is typed before, while and after it is away "
ANOTHER = 2
"""A web process that no other test uses."""


async def test_writing_goes_on_while_a_web_process_dies_and_comes_back(
    cluster: Cluster, web: Web, alice: Person, bob: Person, writers: Writers
) -> None:
    dying = await asyncio.to_thread(cluster.web, ANOTHER)
    document = alice.new_document()
    alice.share(document, "edit")
    writer = await writers.open(f"{dying.url}/d/{document}/", alice)
    other = await writers.open(f"{web.url}{alice.link(document)}", bob)
    await writer.type("|")
    await other.shows("|")
    await writer.go_to_start()
    await other.go_to_end()

    async def crash() -> None:
        await other.text.get_by_text("before").wait_for()
        dying.kill()
        await writer.reads("Reconnecting…")
        await asyncio.to_thread(cluster.web, ANOTHER)

    await asyncio.gather(crash(), writer.type(WORDS * 2, pause=50), other.type(WORDS * 2, pause=50))
    expected = [Block("paragraph", f"{WORDS * 2}|{WORDS * 2}")]
    assert await same_text(writer, other) == expected
    assert stored_blocks(cluster, document) == expected
    assert not await writer.page.evaluate("sessionStorage.length"), "it fell back to HTTP"
