"""How long the document is, and what is selected of it."""

from playwright.async_api import expect

from documents.tests.e2e.test_accessibility import shown_well
from documents.tests.e2e.writing import Writers
from documents.tests.harness.people import Person

SOON = 30_000


async def test_words_are_counted_as_they_come_and_those_selected_apart(
    alice: Person, bob: Person, writers: Writers
) -> None:
    document = alice.new_document("Numbers")
    alice.share(document, "edit")
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    button = writer.page.get_by_title("Word count")
    await expect(button).to_have_text("0 words", timeout=SOON)
    await writer.type("one two\nthree")
    await expect(button).to_have_text("3 words", timeout=SOON)
    await writer.press("Shift+Home")
    await expect(button).to_have_text("1 of 3 words", timeout=SOON)
    await writer.press("ArrowRight")

    other = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await other.go_to_end()
    await other.type(" 今天")
    await expect(button).to_contain_text("4 words", timeout=SOON)

    await button.click()
    counts = writer.page.get_by_role("group", name="Word count")
    await expect(counts.get_by_role("definition")).to_have_text(
        ["4", "15", "13", "less than a minute"]
    )
    assert await shown_well(writer, "counts") == []
    await writer.press("Escape")

    await writer.page.set_viewport_size({"width": 360, "height": 740})
    await expect(button).to_be_hidden()
    await writer.choose("Word count")
    await expect(counts.get_by_role("definition").first).to_have_text("4")
    assert await shown_well(writer, "counts-phone") == []
