"""The sheet of keyboard shortcuts."""

from playwright.async_api import expect

from documents.tests.e2e.test_accessibility import shown_well
from documents.tests.e2e.writing import Writers
from documents.tests.harness.people import Person


async def test_the_sheet_opens_and_closes_by_keys_and_from_the_menu(
    alice: Person, writers: Writers
) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    sheet = writer.page.get_by_role("dialog", name="Keyboard shortcuts")
    await writer.type("text")
    await writer.press("Control+/")
    await expect(sheet.get_by_text("Numbered list")).to_be_visible()
    await writer.press("Escape")
    await expect(sheet).to_be_hidden()
    await expect(writer.text).to_be_focused()
    await writer.type("!")
    await writer.shows("text!")

    await writer.choose("Keyboard shortcuts")
    await expect(sheet.get_by_text("Numbered list")).to_be_visible()
    assert await shown_well(writer, "shortcuts") == []
    await writer.press("Control+/")
    await expect(sheet).to_be_hidden()
