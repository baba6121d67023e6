"""Everything can be reached without a mouse."""

from playwright.async_api import expect

from documents.tests.e2e.writing import Block, Writers
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import equal


async def test_the_toolbar_is_reached_and_left_by_keys(alice: Person, writers: Writers) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    await writer.type("bold word")
    await writer.press("Shift+Home", "Alt+F10")
    kind = writer.toolbar.get_by_title("Kind of text")
    bold = writer.toolbar.get_by_role("button", name="Bold")
    await expect(kind).to_be_focused()
    await writer.press("ArrowRight")
    await expect(bold).to_be_focused()
    await writer.press("Enter")
    await expect(writer.text).to_be_focused()
    await expect(bold).to_have_attribute("aria-pressed", "true")
    await expect(writer.text.locator("strong")).to_have_text("bold word")

    await writer.press("Alt+F10", "ArrowRight", "Escape")
    await expect(writer.text).to_be_focused()
    await writer.press("Alt+F10", "ArrowLeft", "Home")
    await expect(writer.toolbar.get_by_role("button", name="Undo")).to_be_focused()
    await writer.press("End")
    await expect(writer.toolbar.get_by_role("button", name="Horizontal rule")).to_be_focused()


async def test_the_kind_of_a_block_is_chosen_by_keys(alice: Person, writers: Writers) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    await writer.type("a title")
    await writer.press("Alt+F10", "Enter")
    menu = writer.page.get_by_role("menu", name="Kind of text")
    await expect(menu.get_by_role("menuitemradio", name="Text")).to_be_focused()
    await writer.press("ArrowDown", "ArrowDown", "Enter")
    await equal(writer.blocks, [Block("heading2", "a title")])
    await expect(writer.text).to_be_focused()
    await writer.press("Control+Alt+0")
    await equal(writer.blocks, [Block("paragraph", "a title")])
    told = writer.page.locator("#announcements")
    await expect(told).to_contain_text("Text.")
    await writer.press("Control+Shift+9", "Control+Enter")
    await expect(writer.text.get_by_role("checkbox", name="Done")).to_be_checked()
    await expect(told).to_contain_text("Done.")
    # Tab indents, and leaves the text behind Escape.
    await writer.press("Tab")
    await expect(told).to_contain_text("Indent 1.")
    await writer.press("Escape", "Shift+Tab")
    await expect(writer.text).not_to_be_focused()
    await writer.press("Tab")
    await expect(writer.text).to_be_focused()


async def test_a_link_is_made_by_keys(alice: Person, writers: Writers) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    await writer.type("our site")
    await writer.press("Shift+Home", "Control+k")
    await expect(writer.page.get_by_role("textbox", name="Address")).to_be_focused()
    await writer.type("example.org")
    await writer.press("Enter")
    link = writer.text.get_by_role("link", name="our site")
    await expect(link).to_have_attribute("href", "https://example.org")
    await expect(writer.text).to_be_focused()


async def test_markdown_becomes_format(alice: Person, writers: Writers) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    await writer.type("# Title\n- one\ntwo\n\n1. first\n\n[] to do\n\n> said\n\n`x` **y**")
    assert await writer.blocks() == [
        Block("heading1", "Title"),
        Block("bullet", "one"),
        Block("bullet", "two"),
        Block("ordered", "first"),
        Block("task", "to do"),
        Block("quote", "said"),
        Block("paragraph", "x y"),
    ]
    await expect(writer.text.locator("code")).to_have_text("x")
    await expect(writer.text.locator("strong")).to_have_text("y")
