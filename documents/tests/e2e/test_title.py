"""The title is edited in place, and everybody sees it change."""

from playwright.async_api import expect

from documents.tests.e2e.writing import Writers
from documents.tests.harness.browser import Pages
from documents.tests.harness.people import Person


async def test_a_new_title_shows_at_once_wherever_the_document_is_open(
    alice: Person, bob: Person, writers: Writers, pages: Pages
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    owner, guest = await writers.together(alice, bob, document)
    await guest.saved()

    await owner.title.click()
    await owner.type("Minutes of May")
    await expect(guest.title).to_have_value("Minutes of May")
    await expect(guest.page).to_have_title("Minutes of May · Collab")
    home = await pages.open(alice.web.url, alice)
    await expect(home.get_by_role("link", name="Minutes of May")).to_be_visible()

    await owner.press("Enter")
    await expect(owner.text).to_be_focused()
    await guest.title.fill("Minutes of June")
    await guest.title.blur()
    await expect(owner.title).to_have_value("Minutes of June")
