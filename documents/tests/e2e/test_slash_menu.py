"""A "/" in the text asks what to insert."""

import asyncio

from playwright.async_api import Locator, expect

from documents.tests.e2e.writing import Block, Writer, Writers, same_text
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import equal, until


def menu_of(writer: Writer) -> Locator:
    """The slash menu of somebody's page."""
    return writer.page.get_by_role("listbox", name="Insert")


async def expect_active(writer: Writer, label: str) -> None:
    """Wait until a screen reader is told of this option, and a reader sees it."""
    option = menu_of(writer).get_by_role("option", name=label)
    await expect(option).to_have_attribute("aria-selected", "true")
    await expect(writer.text).to_have_attribute(
        "aria-activedescendant", await option.get_attribute("id") or "no id"
    )


async def test_a_block_is_made_by_keys_while_the_text_keeps_the_focus(
    alice: Person, writers: Writers
) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    menu = menu_of(writer)
    await writer.type("/")
    await expect(menu).to_be_visible()
    await expect_active(writer, "Text")
    await writer.press("ArrowUp")
    await expect(menu.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    await expect(writer.text).to_be_focused()

    await writer.type("todo")
    await expect(menu.get_by_role("option")).to_have_count(1)
    await writer.press("Enter")
    await expect(menu).to_be_hidden()
    await writer.type("milk")
    await equal(writer.blocks, [Block("task", "milk")])
    assert await writer.text.get_attribute("aria-activedescendant") is None


async def test_a_block_is_made_with_the_mouse(alice: Person, writers: Writers) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    await writer.type("A title /head")
    await menu_of(writer).get_by_role("option", name="Heading 3").hover()
    await expect_active(writer, "Heading 3")
    await menu_of(writer).get_by_role("option", name="Heading 2").click()
    await writer.type("for it")
    await equal(writer.blocks, [Block("heading2", "A title for it")])


async def test_escape_and_a_click_elsewhere_leave_the_slash_as_text(
    alice: Person, writers: Writers
) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    menu = menu_of(writer)
    await writer.type("/h")
    await expect(menu).to_be_visible()
    await writer.press("Escape")
    await expect(menu).to_be_hidden()
    await writer.type("1 and /q")
    await expect(menu).to_be_visible()
    await writer.title.click()
    await expect(menu).to_be_hidden()
    await equal(writer.blocks, [Block("paragraph", "/h1 and /q")])


async def test_the_menu_stays_inside_what_can_be_seen(alice: Person, writers: Writers) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    await writer.type("line\n" * 12)
    for width, height in [(1280, 800), (360, 640), (360, 380)]:
        await writer.page.set_viewport_size({"width": width, "height": height})
        await writer.type(" /")
        menu = menu_of(writer)
        await expect(menu).to_be_visible()
        bar = await writer.page.locator(".editor-bar").bounding_box()
        tools = await writer.toolbar.bounding_box()
        assert bar is not None
        assert tools is not None
        foot = tools["y"] if tools["y"] > bar["y"] + bar["height"] + 20 else height

        async def is_inside(
            menu: Locator = menu, right: int = width, top: float = bar["height"], foot: float = foot
        ) -> bool:
            box = await menu.bounding_box()
            return (
                box is not None
                and 0 <= box["x"] <= right - box["width"]
                and top <= box["y"] <= foot - box["height"]
            )

        await until(is_inside, bool)
        await writer.press("Escape", "Backspace", "Backspace")


async def test_what_somebody_else_writes_meanwhile_is_not_taken_away(
    alice: Person, bob: Person, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    asker, typist = await writers.together(alice, bob, document)
    await asker.type("Plans: ")
    await typist.shows("Plans: ")
    await typist.go_to_start()
    typed: list[str] = []

    async def type_meanwhile() -> None:
        while not asking.done():
            await typist.type("word ", pause=20)
            typed.append("word ")

    async def ask() -> None:
        for label, kind in [("Quote", "quote"), ("Task list", "task"), ("Heading 1", "heading1")]:
            await asker.type(f"/{label[:4]}", pause=40)
            await expect(menu_of(asker)).to_be_visible()
            await expect_active(asker, label)
            await asker.press("Enter")
            await typist.becomes(kind)

    asking = asyncio.create_task(ask())
    await asyncio.gather(asking, type_meanwhile())
    await asker.type("done")
    assert await same_text(asker, typist) == [
        Block("heading1", f"{''.join(typed)}Plans: done"),
    ]
