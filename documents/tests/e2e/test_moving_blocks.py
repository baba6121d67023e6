"""Blocks are moved while somebody else writes in them."""

import asyncio

import pytest
from playwright.async_api import expect

from documents.tests.e2e.log import stored_blocks
from documents.tests.e2e.writing import Block, Writer, Writers, same_text
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.network import Network
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import equal

DELAY = 0.15
"""Seconds that everything takes on the way from and to the one who is far away."""


async def put_cursor_in(writer: Writer, words: str) -> None:
    """Click behind these words, which end their block."""
    await writer.text.get_by_text(words).click()
    await writer.press("End")


async def place_of(words: str, writer: Writer) -> int:
    """How many blocks there are above the one that begins with these words."""
    return [text.startswith(words) for _, text in await writer.blocks()].index(True)


async def test_a_block_goes_up_and_down_and_is_doubled_by_keys(
    alice: Person, writers: Writers
) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    await writer.type("one\ntwo\n- three\n")
    await writer.press("Tab")
    await writer.type("below three")
    await put_cursor_in(writer, "one")
    await writer.press("Control+Alt+ArrowDown", "Control+Alt+ArrowDown")
    moved = [
        Block("paragraph", "two"),
        Block("bullet", "three"),
        Block("bullet", "below three"),
        Block("paragraph", "one"),
    ]
    await equal(writer.blocks, moved)
    await writer.press("Control+Alt+ArrowUp")
    await writer.type("!")
    moved.insert(1, Block("paragraph", "one!"))
    await equal(writer.blocks, moved[:4])
    await writer.press("Control+d")
    await writer.type("?")
    await equal(writer.blocks, [*moved[:2], Block("paragraph", "one!?"), *moved[2:4]])
    await expect(writer.text).to_be_focused()


@pytest.mark.parametrize("typist_is_away", [True, False])
async def test_a_block_in_which_somebody_types_on_a_slow_line(
    cluster: Cluster,
    alice: Person,
    bob: Person,
    network: Network,
    writers: Writers,
    typist_is_away: bool,
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    away = await writers.open(f"{network.url}/d/{document}/", alice)
    there = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await away.type("one\ntwo\nWords: \nfour")
    await there.shows("one\ntwo\nWords: \nfour")
    network.delay = DELAY
    typist, mover = (away, there) if typist_is_away else (there, away)
    await put_cursor_in(typist, "Words:")
    await put_cursor_in(mover, "Words:")
    typed: list[str] = []

    async def write() -> None:
        while not moving.done():
            word = f"word{len(typed)} "
            await typist.type(word, pause=30)
            typed.append(word)

    async def move() -> None:
        for key, place in [("Up", 1), ("Up", 0), ("Down", 1), ("Down", 2)]:
            await mover.press(f"Control+Alt+Arrow{key}")
            await equal(lambda: place_of("Words: ", typist), place)

    moving = asyncio.create_task(move())
    await asyncio.gather(moving, write())
    expected = [
        Block("paragraph", text) for text in ("one", "two", f"Words: {''.join(typed)}", "four")
    ]
    assert await same_text(away, there) == expected
    assert stored_blocks(cluster, document) == expected


async def test_a_block_in_which_somebody_typed_offline(
    alice: Person, bob: Person, network: Network, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    away = await writers.open(f"{network.url}/d/{document}/", alice)
    there = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await away.type("one\ntwo\nthree")
    await there.shows("one\ntwo\nthree")
    await away.saved()
    network.cut()
    await away.reads("Reconnecting…")
    await put_cursor_in(away, "three")
    await away.type(" typed apart")
    await put_cursor_in(there, "one")
    await there.press("Control+Alt+ArrowDown", "Control+Alt+ArrowDown")
    await put_cursor_in(there, "two")
    await there.type(" typed here")
    network.mend()
    assert await same_text(away, there) == [
        Block("paragraph", text) for text in ("two typed here", "three typed apart", "one")
    ]
