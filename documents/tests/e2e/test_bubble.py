"""The small toolbar above selected text."""

from playwright.async_api import Locator, expect

from documents.tests.e2e.writing import Block, Writer, Writers
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import equal


def bubble_of(writer: Writer) -> Locator:
    """The toolbar above the selection of somebody's page."""
    return writer.page.get_by_role("toolbar", name="Selected text")


async def test_it_comes_when_the_mouse_has_selected_and_formats(
    alice: Person, writers: Writers
) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    await writer.type("first line\nsome words")
    bubble = bubble_of(writer)
    box = await writer.text.get_by_text("some words").bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    await writer.page.mouse.move(box["x"] + 1, middle)
    await writer.page.mouse.down()
    await writer.page.mouse.move(box["x"] + 300, middle, steps=5)
    await expect(bubble).to_be_hidden()
    await writer.page.mouse.up()
    await expect(bubble).to_be_visible()

    bold = bubble.get_by_role("button", name="Bold")
    await bold.click()
    await expect(bold).to_have_attribute("aria-pressed", "true")
    await expect(writer.text.locator("strong")).to_have_text("some words")
    await expect(writer.text).to_be_focused()
    await bubble.get_by_role("button", name="Clear formats").click()
    await expect(writer.text.locator("strong")).to_have_count(0)
    await bubble.get_by_role("button", name="Turn into").click()
    await writer.page.get_by_role("menuitemradio", name="Heading 2").click()
    await equal(writer.blocks, [Block("paragraph", "first line"), Block("heading2", "some words")])
    await writer.press("ArrowRight")
    await expect(bubble).to_be_hidden()


async def test_it_is_reached_worked_and_left_by_keys(alice: Person, writers: Writers) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    await writer.type("some words")
    bubble = bubble_of(writer)
    await writer.press("Shift+Home")
    await expect(bubble).to_be_visible()
    await writer.press("Alt+F10", "Alt+F10")
    kind = bubble.get_by_role("button", name="Turn into")
    await expect(kind).to_be_focused()
    await writer.press("Enter")
    menu = writer.page.get_by_role("menu", name="Turn into")
    await expect(menu.get_by_role("menuitemradio", name="Text")).to_be_focused()
    await writer.press("End", "ArrowUp", "Enter")
    await equal(writer.blocks, [Block("ordered", "some words")])
    await expect(writer.text).to_be_focused()

    await writer.press("Alt+F10", "Alt+F10", "ArrowRight", "ArrowRight")
    await expect(bubble.get_by_role("button", name="Italic")).to_be_focused()
    await writer.press("Enter")
    await expect(writer.text.locator("em")).to_have_text("some words")
    await expect(bubble).to_be_visible()
    await writer.press("Escape")
    await expect(bubble).to_be_hidden()
    await writer.press("Alt+F10")
    await expect(writer.toolbar.locator(":focus")).to_have_count(1)


async def test_its_link_is_written_in_place(alice: Person, writers: Writers) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    await writer.type("our site")
    await writer.press("Shift+Home")
    await bubble_of(writer).get_by_role("button", name="Link").click()
    await expect(writer.page.get_by_role("textbox", name="Address")).to_be_focused()
    await expect(bubble_of(writer)).to_be_hidden()
    await writer.type("example.org")
    await writer.press("Enter")
    link = writer.text.get_by_role("link", name="our site")
    await expect(link).to_have_attribute("href", "https://example.org")


async def test_whoever_may_only_read_does_not_see_it(
    alice: Person, bob: Person, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    writer = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await writer.type("some words")
    await writer.press("Shift+Home")
    await expect(bubble_of(writer)).to_be_visible()
    alice.share(document, "view")
    await writer.reads("Read only")
    await expect(bubble_of(writer)).to_be_hidden()
