"""Collapsible sections: everybody opens and closes them for themselves."""

from playwright.async_api import Locator, Page, expect

from documents.tests.e2e.axe import faults
from documents.tests.e2e.test_accessibility import PICTURES, shown_well
from documents.tests.e2e.test_media import choose, images, is_shown
from documents.tests.e2e.test_reading import without_sockets
from documents.tests.e2e.test_tables import choose as choose_of_table
from documents.tests.e2e.test_tables import table_of
from documents.tests.e2e.writing import Writer, Writers, same_text
from documents.tests.harness.browser import Pages
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import equal
from documents.tests.imaging.pictures import picture

# Each line stands as deep as the one before it; a toggle's next one is in its section.
CONTENT = """>> What to bring
a warm coat
>> For the evening
- a lamp
something to read

"""


def section(writer: Writer, name: str) -> Locator:
    """The button of a section."""
    return writer.page.get_by_role("button", name=f"Section: {name}")


async def test_each_person_has_sections_open_or_closed(
    alice: Person, bob: Person, writers: Writers
) -> None:
    document = alice.new_document("Autumn meeting")
    alice.share(document, "edit")
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    await writer.type(CONTENT)
    await writer.press("Enter", "Enter")
    await writer.type("the end")
    outer = section(writer, "What to bring")
    await outer.click()
    await expect(writer.text.get_by_text("a warm coat")).to_be_hidden()
    await expect(writer.text.get_by_text("the end")).to_be_visible()
    other = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await expect(other.text.get_by_text("a lamp")).to_be_visible()

    # The cursor passes over what is hidden.
    await writer.text.get_by_text("What to bring").click()
    await writer.press("End", "ArrowDown")
    await writer.type("At ")
    await writer.press("ArrowUp", "End", "ArrowRight")
    await writer.type("Then ")
    await expect(writer.text.get_by_text("the end")).to_have_text("Then the endAt ")
    await expect(outer).to_have_attribute("aria-expanded", "false")

    # Somebody writes where one does not see it.
    await other.text.get_by_text("a lamp").click()
    await other.press("End")
    await other.type(" and oil")
    hint = writer.text.locator(".toggle-writer")
    await expect(hint).to_have_text("Bob")
    assert await shown_well(writer, "sections-closed") == []
    await writer.page.reload()
    await writer.text.wait_for()
    await expect(writer.text.get_by_text("a lamp and oil")).to_be_hidden()
    await writer.avatar_of("Bob").click()
    await expect(writer.text.get_by_text("a lamp and oil")).to_be_visible()
    await expect(hint).to_have_count(0)
    await writer.saved()
    assert len(await same_text(writer, other)) == 6
    assert await shown_well(writer, "sections") == []


async def test_what_is_looked_for_in_a_closed_section_is_shown(
    alice: Person, writers: Writers
) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    await writer.type(">> More\nhidden words\n# Heading inside")
    closed = section(writer, "More")
    hidden = writer.text.get_by_text("hidden words")
    await closed.click()
    await expect(hidden).to_be_hidden()

    await writer.page.emulate_media(media="print")
    await expect(hidden).to_be_visible()
    await writer.page.emulate_media(media="screen")
    await writer.press("Control+f")
    await writer.type("hidden")
    await expect(hidden).to_be_visible()
    # The toolbar of what is selected would stand over the button.
    await writer.press("Escape", "ArrowRight")
    await closed.click()
    await expect(hidden).to_be_hidden()
    await writer.page.get_by_role("navigation", name="Outline").get_by_role("link").click()
    await expect(hidden).to_be_visible()
    await writer.go_to_start()
    await writer.press("Control+Enter")
    await expect(hidden).to_be_hidden()


async def test_without_scripts_a_section_opens_and_closes_as_well(
    alice: Person, writers: Writers, pages: Pages
) -> None:
    document = alice.new_document("Autumn meeting")
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    await writer.type(CONTENT)
    await writer.saved()
    page = await (await pages.context(alice, scripts=False)).new_page()
    await page.goto(f"{alice.web.url}/d/{document}/")
    await expect(page.get_by_text("a lamp")).to_be_visible()
    await page.get_by_text("For the evening").click()
    await expect(page.get_by_text("a lamp")).to_be_hidden()
    await expect(page.get_by_text("a warm coat")).to_be_visible()
    await writer.page.route_web_socket("**/ws/**", lambda socket: socket.close())
    await writer.page.goto(f"{alice.web.url}/d/{document}/")
    assert await faults(writer.page) == []


_PLACES = """text => [...text.querySelectorAll('img, .file-name, td, th')].map(part => {
    const {x, y, width, height} = part.getBoundingClientRect();
    return [x, y + scrollY, width, height].map(Math.round);
})"""


async def places(page: Page) -> list[list[int]]:
    """Where images, files and cells are on a page."""
    found: list[list[int]] = await page.locator(".ProseMirror").evaluate(_PLACES)
    return found


async def test_images_files_and_tables_stand_in_sections_and_lists(
    alice: Person, bob: Person, writers: Writers
) -> None:
    document = alice.new_document("Autumn meeting")
    alice.share(document, "edit")
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    await writer.type("1. Pack\nWalk\n\n>> What to bring\na warm coat")
    await choose(writer, "Image", ("coat.png", "image/png", picture(600, 240)))
    await is_shown(images(writer))
    await choose(writer, "File", ("list.pdf", "application/pdf", b"%PDF-1.4"))
    await writer.type("/table\n")
    for word in ("Coat", "Lamp", "Book"):
        await writer.type(word)
        await writer.press("Tab")
    await writer.type(">> Which\nthe old one")
    figure, card = writer.text.locator("figure"), writer.text.locator("[data-media=file]")
    table = writer.text.locator(".table")
    await expect(card).to_contain_text("8 bytes")
    for part in (figure, card, table):
        await expect(part).to_have_attribute("data-indent", "1")
    await writer.text.get_by_text("Pack").click()
    await choose(writer, "Image", ("pack.png", "image/png", picture(300, 120, color="blue")))
    await is_shown(images(writer).first)
    await expect(figure.first).to_have_attribute("data-indent", "1")
    in_cell = writer.text.get_by_text("the old one")
    await section(writer, "Which").click()
    await expect(in_cell).to_be_hidden()
    await section(writer, "Which").click()
    await expect(in_cell).to_be_visible()
    assert await shown_well(writer, "sections-inside") == []

    # In the text as the server draws it, all of it is where it is in the editor.
    await writer.saved()
    reader = await writers.new(alice)
    await without_sockets(reader)
    await reader.page.goto(f"{alice.web.url}/d/{document}/")
    await expect(reader.page.locator("details > figure, details > .table")).to_have_count(2)
    await equal(lambda: places(reader.page), await places(writer.page))
    await reader.page.screenshot(path=PICTURES / "reading-sections-inside.png")

    other = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await section(writer, "What to bring").click()
    for part in (figure.last, card, table):
        await expect(part).to_be_hidden()
    await expect(figure.first).to_be_visible()
    await images(other).last.click()
    await other.press("Shift+Tab")
    await expect(figure.last).to_be_visible()
    await expect(card).to_be_visible()
    await other.press("Tab")
    await expect(card).to_be_hidden()
    await other.text.get_by_text("Lamp").click()
    await choose_of_table(other, "More indent", "menuitem")
    await expect(other.text.locator(".table")).to_have_attribute("data-indent", "2")
    await choose_of_table(other, "Less indent", "menuitem")
    await choose_of_table(other, "Less indent", "menuitem")
    await expect(table_of(writer)).to_be_visible()
    assert await same_text(writer, other)
