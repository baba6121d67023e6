"""Finding one's way by the headings of a document."""

import pytest
from playwright.async_api import Locator, expect

from documents.tests.e2e.axe import faults
from documents.tests.e2e.clipboard import paste
from documents.tests.e2e.test_accessibility import PICTURES, shown_well
from documents.tests.e2e.writing import Writer, Writers
from documents.tests.harness.people import Person

SECTIONS = ["Autumn", "Winter", "Spring", "Summer"]


@pytest.fixture
def document(alice: Person) -> str:
    """A document of Alice's that others may write in."""
    document = alice.new_document("The year")
    alice.share(document, "edit")
    return document


def outline_of(writer: Writer) -> Locator:
    """The outline, be it a panel or a drawer."""
    return writer.page.get_by_role("navigation", name="Outline")


async def write_sections(writer: Writer) -> None:
    """Four sections, each as high as a window or so."""
    for number, season in enumerate(SECTIONS):
        await writer.type(f"{'##' if number % 2 else '#'} {season}\n")
        await paste(writer, {"text/html": "<p>a line</p>" * 25})
        await writer.press("Enter")


async def test_the_outline_follows_what_is_written_and_where_one_is(
    alice: Person, bob: Person, document: str, writers: Writers
) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    outline = outline_of(writer)
    await expect(outline.get_by_text("Headings appear here")).to_be_visible()
    await write_sections(writer)
    links = outline.get_by_role("link")
    await expect(links).to_have_text(SECTIONS, timeout=30_000)
    current = outline.locator("[aria-current=location]")
    await expect(current).to_have_text("Summer")

    await writer.press("Control+Home")
    await expect(current).to_have_text("Autumn")
    await writer.saved()
    other = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await outline_of(other).get_by_role("link", name="Spring").click()
    await expect(other.text).to_be_focused()
    await other.type("Late ")
    await expect(links.nth(2)).to_have_text("Late Spring", timeout=30_000)


async def test_a_heading_is_gone_to_and_scrolling_is_followed(
    alice: Person, document: str, writers: Writers
) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    await write_sections(writer)
    outline = outline_of(writer)
    await outline.get_by_role("link", name="Spring").click()
    heading = writer.text.get_by_role("heading", name="Spring")
    await expect(heading).to_be_in_viewport()
    await expect(writer.text).to_be_focused()
    await writer.type("Late ")
    await expect(outline.get_by_role("link", name="Late Spring")).to_be_visible(timeout=30_000)

    await writer.page.mouse.move(640, 400)
    await writer.page.mouse.wheel(0, -5000)
    await expect(outline.locator("[aria-current=location]")).to_have_text("Autumn")


async def test_it_stays_hidden_once_it_was_hidden(
    alice: Person, document: str, writers: Writers
) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    outline = outline_of(writer)
    button = writer.page.get_by_role("banner").get_by_role("button", name="Outline")
    await expect(button).to_have_attribute("aria-expanded", "true")
    await outline.hover()
    await outline.get_by_role("button", name="Hide the outline").click()
    await expect(outline).to_be_hidden()
    await expect(button).to_be_focused()
    await writer.page.reload()
    await writer.text.wait_for()
    await expect(button).to_have_attribute("aria-expanded", "false")
    await expect(outline).to_be_hidden()
    await button.click()
    await expect(outline).to_be_visible()


async def test_on_a_phone_it_is_a_drawer(alice: Person, document: str, writers: Writers) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    await writer.page.set_viewport_size({"width": 360, "height": 740})
    await write_sections(writer)
    outline = outline_of(writer)
    await expect(outline).to_be_hidden()
    current = writer.page.locator("#outline [aria-current]")
    await expect(current).to_have_text("Summer", timeout=30_000)
    await writer.choose("Outline")
    await expect(outline.get_by_role("link", name="Summer")).to_be_focused()
    await writer.press("Escape")
    await expect(outline).to_be_hidden()

    await writer.choose("Outline")
    await outline.get_by_role("link", name="Winter").click()
    await expect(outline).to_be_hidden()
    await expect(writer.text.get_by_role("heading", name="Winter")).to_be_in_viewport()


async def test_it_looks_well(alice: Person, document: str, writers: Writers) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    await write_sections(writer)
    await writer.type(
        "### A heading of so many words that no panel could show all of them on a line\n"
    )
    await writer.press("ArrowUp")
    outline = outline_of(writer)
    await expect(outline.get_by_role("link")).to_have_count(5, timeout=30_000)
    assert await shown_well(writer, "outline") == []
    await writer.page.set_viewport_size({"width": 360, "height": 740})
    await writer.open_menu()
    assert await shown_well(writer, "menu") == []
    await writer.press("Escape")
    await writer.page.set_viewport_size({"width": 360, "height": 740})
    await writer.choose("Outline")
    await expect(outline.get_by_role("link").first).to_be_visible()
    assert await faults(writer.page) == []
    await writer.page.set_viewport_size({"width": 360, "height": 740})
    await writer.choose("Outline")
    await writer.page.screenshot(path=PICTURES / "editor-outline-drawer-360-dark.png")
