"""The handle beside a block: dragged, and pressed for its menu."""

import itertools
import re

import pytest
from playwright.async_api import FloatRect, Locator, expect

from documents.tests.e2e.writing import Block, Writer, Writers, same_text
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import equal, until


def handle_of(writer: Writer) -> Locator:
    """The handle on somebody's page."""
    return writer.page.get_by_role("button", name="Block", exact=True)


async def box_of(block: Locator) -> FloatRect:
    """Where it is in the window."""
    box = await block.bounding_box()
    assert box is not None
    return box


async def point_at(writer: Writer, words: str | re.Pattern[str]) -> Locator:
    """Bring the handle to the block with these words; returns the block."""
    block = writer.text.locator("> *").filter(has_text=words)
    steps = itertools.count()

    async def is_beside() -> bool:
        # A pointer that rests tells nothing.
        await block.hover(position={"x": 40 + next(steps) % 2, "y": 12})
        if not await handle_of(writer).is_visible():
            return False
        handle, beside = await box_of(handle_of(writer)), await box_of(block)
        middle = handle["y"] + handle["height"] / 2
        return beside["y"] <= middle <= beside["y"] + beside["height"]

    await until(is_beside, bool)
    return block


async def drag(writer: Writer, words: str | re.Pattern[str], target: str, *, below: bool) -> None:
    """Take the block with these words by its handle, over the target's upper or lower half."""
    await point_at(writer, words)
    handle = await box_of(handle_of(writer))
    over = await box_of(writer.text.locator("> *").filter(has_text=target))
    mouse = writer.page.mouse
    await mouse.move(handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2)
    await mouse.down()
    edge = over["y"] + (over["height"] - 4 if below else 4)
    await mouse.move(over["x"] + 40, edge, steps=6)
    await expect(writer.page.locator(".drop-line")).to_be_visible()


async def a_list(alice: Person, writers: Writers, document: str) -> Writer:
    """Somebody with a list before them."""
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    await writer.type("first\n- one\n")
    await writer.press("Tab")
    await writer.type("below one\n")
    await writer.press("Shift+Tab")
    await writer.type("two\n\nlast")
    return writer


LIST = [
    Block("paragraph", "first"),
    Block("bullet", "one"),
    Block("bullet", "below one"),
    Block("bullet", "two"),
    Block("paragraph", "last"),
]


async def test_a_block_is_dragged_and_that_is_undone(alice: Person, writers: Writers) -> None:
    writer = await a_list(alice, writers, alice.new_document())
    await equal(writer.blocks, LIST)
    await drag(writer, "two", "first", below=False)
    await writer.page.mouse.up()
    await equal(writer.blocks, [LIST[3], LIST[0], LIST[1], LIST[2], LIST[4]])
    await expect(writer.text).to_be_focused()
    await writer.type("!")
    await equal(writer.blocks, [Block("bullet", "two!"), *LIST[:3], LIST[4]])
    await writer.press("Control+z", "Control+z")
    await equal(writer.blocks, LIST)


async def test_an_item_is_dragged_with_what_is_below_it(alice: Person, writers: Writers) -> None:
    writer = await a_list(alice, writers, alice.new_document())
    await equal(writer.blocks, LIST)
    # An item's text also stands in the one below it.
    await drag(writer, re.compile("^one$"), "last", below=True)
    await writer.page.mouse.up()
    await equal(writer.blocks, [LIST[0], LIST[3], LIST[4], LIST[1], LIST[2]])


async def test_escape_puts_a_dragged_block_back(alice: Person, writers: Writers) -> None:
    writer = await a_list(alice, writers, alice.new_document())
    await drag(writer, "last", "first", below=False)
    await writer.press("Escape")
    await expect(writer.page.locator(".drop-line")).to_be_hidden()
    await writer.page.mouse.up()
    await equal(writer.blocks, LIST)
    await expect(writer.page.get_by_role("menu", name="Block")).to_be_hidden()


async def test_its_menu_changes_doubles_moves_and_deletes(alice: Person, writers: Writers) -> None:
    writer = await a_list(alice, writers, alice.new_document())
    menu = writer.page.get_by_role("menu", name="Block")

    async def choose(words: str, role: str, name: str) -> None:
        await point_at(writer, words)
        await handle_of(writer).click()
        await expect(menu).to_be_visible()
        await menu.locator(f'[role="{role}"]').filter(has_text=name).first.click()
        await expect(menu).to_be_hidden()

    await choose("first", "menuitemradio", "Heading 1")
    await choose("last", "menuitem", "Duplicate")
    title = Block("heading1", "first")
    await equal(writer.blocks, [title, *LIST[1:], LIST[4]])
    await writer.press("Control+z")
    await equal(writer.blocks, [title, *LIST[1:]])
    await choose("two", "menuitem", "Move up")
    await equal(writer.blocks, [title, LIST[3], LIST[1], LIST[2], LIST[4]])
    await choose("below one", "menuitem", "Delete")
    await equal(writer.blocks, [title, LIST[3], LIST[1], LIST[4]])
    await expect(writer.text).to_be_focused()


@pytest.mark.parametrize("words", ["first", "last"])
async def test_what_somebody_types_while_a_block_is_dragged_stays(
    alice: Person, bob: Person, writers: Writers, words: str
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    writer = await a_list(alice, writers, document)
    other = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await other.text.get_by_text(words).click()
    await other.press("End")
    await other.type(" before")
    await expect(writer.text).to_contain_text("before")

    await drag(writer, "last", "first", below=False)
    await other.type(" during", pause=20)
    await writer.page.mouse.up()
    await other.type(" after", pause=20)
    texts = [text for _, text in await same_text(writer, other)]
    typed = f"{words} before during after"
    expected = ["last", "first", "one", "below one", "two"]
    assert texts == [typed if text == words else text for text in expected]


async def test_who_may_only_read_and_who_has_no_room_have_none(
    alice: Person, bob: Person, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "view")
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    await writer.type("words")
    await point_at(writer, "words")
    await writer.page.set_viewport_size({"width": 360, "height": 740})
    await expect(handle_of(writer)).to_be_hidden()
    await writer.saved()
    reader = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await reader.text.get_by_text("words").hover()
    await reader.text.get_by_text("words").click()
    await expect(handle_of(reader)).to_be_hidden()
