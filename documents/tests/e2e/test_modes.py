"""Viewing in place of editing, and focus mode."""

from playwright.async_api import expect

from documents.tests.e2e.test_accessibility import CONTENT, shown_well
from documents.tests.e2e.writing import TEXT, Writers
from documents.tests.harness.people import Person


async def test_viewing_keeps_from_editing_by_accident(
    alice: Person, bob: Person, writers: Writers
) -> None:
    document = alice.new_document("Minutes")
    alice.share(document, "edit")
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    await writer.type(CONTENT)
    await writer.saved()
    mode = writer.page.get_by_role("button", name="Mode: ")
    await mode.click()
    await expect(mode).to_have_text("Viewing")
    text = writer.page.get_by_label(TEXT)
    await expect(text).to_have_attribute("contenteditable", "false")
    await expect(writer.page.get_by_role("toolbar", name="Formatting")).to_be_hidden()
    await expect(writer.title).not_to_be_editable()
    words = await text.text_content()
    await text.get_by_text("something to read").click()
    await writer.type("lost ")
    box = text.get_by_role("checkbox").first
    await box.click(force=True)
    await expect(box).not_to_be_checked()
    assert await text.text_content() == words
    async with writer.page.context.expect_page() as opening:
        await text.get_by_role("link", name="https://example.org").click()
    await (await opening.value).close()
    assert await shown_well(writer, "viewing") == []

    await writer.page.reload()
    await expect(mode).to_have_text("Viewing")
    other = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await expect(other.page.get_by_role("button", name="Mode: Editing")).to_be_visible()
    await other.go_to_start()
    await other.type("New: ")
    await expect(text).to_contain_text("New: ")
    await expect(text.locator(".remote-caret", has_text="Bob")).to_be_attached()
    await expect(writer.avatar_of("Bob")).to_be_visible()
    await writer.press("Control+Alt+Shift+E")
    await expect(writer.text).to_be_editable()
    await writer.go_to_start()
    await writer.type("Really ")
    await expect(other.text).to_contain_text("Really ")

    alice.share(document, "view")
    await expect(other.page.get_by_role("button", name="Mode: Editing")).to_be_hidden()


async def test_focus_mode_shows_the_text_alone(alice: Person, writers: Writers) -> None:
    document = alice.new_document("Minutes")
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    await writer.type(CONTENT)
    await writer.choose("Focus mode")
    bar = writer.page.get_by_role("banner")
    leave = writer.page.get_by_role("button", name="Leave focus mode")
    await expect(leave).to_be_visible()
    await expect(writer.text).to_be_focused()
    await writer.page.mouse.move(640, 600)
    await expect(bar).to_have_css("opacity", "0")
    await expect(writer.page.get_by_role("navigation", name="Outline")).to_be_hidden()
    color = "block => getComputedStyle(block).color"
    here = writer.text.locator(".has-cursor")
    there = writer.text.get_by_text("something to read")
    await there.click()
    assert await shown_well(writer, "focus") == []
    await writer.text.get_by_role("heading", name="What to bring").click()
    await expect(here).to_have_text("What to bring")
    assert await here.evaluate(color) != await there.evaluate(color)
    await writer.page.emulate_media(contrast="more")
    assert await here.evaluate(color) == await there.evaluate(color)
    await writer.page.emulate_media(contrast="no-preference")

    await writer.press("Alt+F10")
    await expect(bar).to_have_css("opacity", "1")
    await writer.press("Escape")
    await expect(leave).to_be_hidden()
    await writer.press("Control+Alt+Shift+F")
    await leave.click()
    await expect(writer.page.get_by_role("navigation", name="Outline")).to_be_visible()
