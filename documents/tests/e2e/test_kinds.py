"""One changes what a block is while another types in it: no typed word goes missing."""

import asyncio

import pytest

from documents.tests.e2e.log import stored_blocks
from documents.tests.e2e.writing import Block, Writer, Writers, same_text
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.network import Network
from documents.tests.harness.people import Person

KINDS = {
    "Heading 2": "heading2",
    "Bulleted list": "bullet",
    "Task list": "task",
    "Quote": "quote",
    "Tip": "callout",
    "Numbered list": "ordered",
    "Text": "paragraph",
}
DELAY = 0.15
"""Seconds that everything takes on the way from and to the one who is far away."""


async def two_at_one_paragraph(
    alice: Person, bob: Person, network: Network, writers: Writers
) -> tuple[str, Writer, Writer]:
    """Somebody behind the network, somebody close by, and a paragraph that both see."""
    document = alice.new_document()
    alice.share(document, "edit")
    away = await writers.open(f"{network.url}/d/{document}/", alice)
    there = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await away.type("Words: ")
    await there.shows("Words: ")
    await away.saved()
    return document, away, there


@pytest.mark.parametrize("typist_is_away", [True, False])
async def test_on_a_slow_line(
    cluster: Cluster,
    alice: Person,
    bob: Person,
    network: Network,
    writers: Writers,
    typist_is_away: bool,
) -> None:
    document, away, there = await two_at_one_paragraph(alice, bob, network, writers)
    network.delay = DELAY
    typist, changer = (away, there) if typist_is_away else (there, away)
    await typist.go_to_end()
    await changer.go_to_start()
    typed: list[str] = []

    async def write() -> None:
        while not changing.done():
            word = f"word{len(typed)} "
            await typist.type(word, pause=30)
            typed.append(word)

    async def change() -> None:
        for label, kind in KINDS.items():
            await changer.choose_kind(label)
            await typist.becomes(kind)

    changing = asyncio.create_task(change())
    await asyncio.gather(changing, write())
    expected = [Block("paragraph", f"Words: {''.join(typed)}")]
    assert await same_text(away, there) == expected
    assert stored_blocks(cluster, document) == expected


@pytest.mark.parametrize(
    ("label", "typist_is_away"), [("Heading 2", True), ("Task list", False), ("Quote", True)]
)
async def test_while_one_of_them_is_offline(
    cluster: Cluster,
    alice: Person,
    bob: Person,
    network: Network,
    writers: Writers,
    label: str,
    typist_is_away: bool,
) -> None:
    document, away, there = await two_at_one_paragraph(alice, bob, network, writers)
    network.cut()
    await away.reads("Reconnecting…")
    typist, changer = (away, there) if typist_is_away else (there, away)
    await changer.go_to_start()
    await changer.choose_kind(label)
    await typist.go_to_end()
    await typist.type("typed apart")

    network.mend()
    expected = [Block(KINDS[label], "Words: typed apart")]
    await typist.becomes(KINDS[label])
    await changer.shows("Words: typed apart")
    assert await same_text(away, there) == expected
    assert stored_blocks(cluster, document) == expected
    await changer.choose_kind("Text")
    await typist.becomes("paragraph")
