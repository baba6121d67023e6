"""The list of documents tells who is editing them right now."""

from playwright.async_api import Locator, Page, expect

from collab.embedded.web import Web
from documents.tests.e2e.axe import faults
from documents.tests.e2e.writing import Writers
from documents.tests.harness.browser import Pages
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import until

# Coming back to the page has it ask at once.
_LOOK = "document.dispatchEvent(new Event('visibilitychange'))"


async def tells(page: Page, row: Locator, words: str) -> None:
    """Wait until the row tells this of who is editing."""

    async def ask() -> str:
        await page.evaluate(_LOOK)
        return await row.locator(".row-editing").text_content() or ""

    await until(ask, lambda now: now == words, seconds=30)


async def test_a_row_follows_who_is_editing_on_any_process(
    web_pair: tuple[Web, Web], alice: Person, bob: Person, pages: Pages, writers: Writers
) -> None:
    document = alice.new_document("Minutes")
    alice.share(document, "edit")
    page = await pages.open(web_pair[0].url, alice)
    row = page.locator("a.row-title")
    await expect(row).to_have_text("Minutes")

    there = await writers.open(f"{web_pair[1].url}{alice.link(document)}", bob)
    await there.text.click()
    await tells(page, row, "1 editing: Bob")
    await expect(page.get_by_title("Bob")).to_be_visible()
    here = await writers.open(f"{web_pair[0].url}/d/{document}/", alice)
    await here.text.click()
    await tells(page, row, "2 editing: You and Bob")
    assert await faults(page) == []

    await there.page.goto("about:blank")
    await tells(page, row, "1 editing: You")
    await here.page.goto("about:blank")
    await tells(page, row, "")


async def test_a_page_that_asks_in_vain_keeps_quiet(pages: Pages, alice: Person) -> None:
    alice.new_document("Minutes")
    context = await pages.context(alice)
    page = await context.new_page()
    await page.goto(alice.web.url)
    await context.set_offline(True)
    async with page.expect_event("requestfailed"):
        await page.evaluate(_LOOK)
    await expect(page.get_by_text("The server cannot be reached")).to_be_hidden()
    await context.set_offline(False)
