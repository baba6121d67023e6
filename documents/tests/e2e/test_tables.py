"""Tables: written in, changed, and shared."""

from playwright.async_api import Locator, expect

from documents.tests.e2e.writing import Writer, Writers
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import equal


def table_of(writer: Writer) -> Locator:
    """The first table on somebody's page."""
    return writer.page.get_by_role("table").first


_READ_CELLS = """table => [...table.rows].map(row => [...row.cells].map(cell => {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll('.remote-caret').forEach(extra => extra.remove());
    return copy.textContent;
}))"""


async def cells_of(writer: Writer) -> list[list[str]]:
    """What stands in the cells of it."""
    found: list[list[str]] = await table_of(writer).evaluate(_READ_CELLS)
    return found


async def a_table(alice: Person, writers: Writers, document: str) -> Writer:
    """Somebody with a table of six words before them."""
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    await writer.type("/table")
    await writer.press("Enter")
    for word in ("Town", "People", "Since", "Ulm", "128", "854"):
        await writer.type(word)
        await writer.press("Tab")
    return writer


TOWNS = [["Town", "People", "Since"], ["Ulm", "128", "854"], ["", "", ""]]


async def test_a_table_is_written_in_and_shown_to_readers(alice: Person, writers: Writers) -> None:
    document = alice.new_document()
    writer = await a_table(alice, writers, document)
    await equal(lambda: cells_of(writer), TOWNS)
    await expect(table_of(writer).get_by_role("columnheader")).to_have_text(TOWNS[0])
    await writer.saved()
    page = await writer.page.context.new_page()
    await page.route("**/*.js", lambda route: route.abort())
    await page.goto(writer.page.url)
    reading = page.locator(".reading")
    assert await reading.get_by_role("table").evaluate(_READ_CELLS) == TOWNS
    await expect(reading.get_by_role("columnheader")).to_have_text(TOWNS[0])


async def test_arrows_lead_through_a_table_and_out_of_it(alice: Person, writers: Writers) -> None:
    writer = await a_table(alice, writers, alice.new_document())
    await writer.press("ArrowUp", "ArrowRight", "ArrowRight")
    await writer.type("x")
    assert (await cells_of(writer))[1] == ["Ulm", "x128", "854"] or await cells_of(writer)
    await writer.press("ArrowDown", "ArrowDown")
    await writer.type("behind")
    await equal(writer.words, "behind")
