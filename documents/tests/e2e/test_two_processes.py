"""Two web processes serve one document, a browser on each."""

import asyncio

from playwright.async_api import expect

from collab.embedded.web import Web
from documents.tests.e2e.log import stored_blocks
from documents.tests.e2e.writing import Block, Writers, same_text, type_for
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.people import Person

SECONDS = 10


async def test_people_on_two_processes_type_in_one_paragraph(
    cluster: Cluster, web_pair: tuple[Web, Web], alice: Person, bob: Person, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    left = await writers.open(f"{web_pair[0].url}/d/{document}/", alice)
    right = await writers.open(f"{web_pair[1].url}{alice.link(document)}", bob)
    await left.type("|")
    await right.shows("|")
    await left.go_to_start()
    await right.go_to_end()

    lefts, rights = await asyncio.gather(
        type_for(SECONDS, left, "near"), type_for(SECONDS, right, "far")
    )

    await expect(left.caret_of("Bob")).to_be_visible()
    await expect(right.caret_of("Alice")).to_be_visible()
    both = await same_text(left, right)
    assert both == [Block("paragraph", f"{lefts}|{rights}")]
    assert stored_blocks(cluster, document) == both
