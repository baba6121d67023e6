"""Tables: written in, changed, and shared."""

import re
from typing import Literal

from playwright.async_api import Locator, expect

from documents.tests.e2e.axe import SCHEMES
from documents.tests.e2e.clipboard import paste
from documents.tests.e2e.log import stored
from documents.tests.e2e.test_accessibility import PICTURES, shown_well
from documents.tests.e2e.writing import Writer, Writers
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.network import Network
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
    await writer.press("ArrowUp", "ArrowRight")
    await writer.type("x")
    await equal(lambda: cells_of(writer), [TOWNS[0], ["Ulm", "x128", "854"], TOWNS[2]])
    await writer.press("ArrowDown", "ArrowDown")
    await writer.type("behind")
    await equal(writer.words, "behind")
    await writer.press("Home", "Backspace")
    await writer.type("last")
    await equal(lambda: cells_of(writer), [TOWNS[0], ["Ulm", "x128", "854"], ["", "", "last"]])


async def choose(writer: Writer, label: str, role: Literal["menuitem", "menuitemcheckbox"]) -> None:
    """Choose an entry of the table's menu in the toolbar."""
    await writer.toolbar.get_by_role("button", name="Table", exact=True).click()
    await writer.page.get_by_role("menu", name="Table").get_by_role(role, name=label).click()


async def test_rows_and_columns_by_the_menu_and_undone(alice: Person, writers: Writers) -> None:
    writer = await a_table(alice, writers, alice.new_document())
    await choose(writer, "Insert column before", "menuitem")
    await writer.type("new")
    await choose(writer, "Move row up", "menuitem")
    changed = [["", *TOWNS[0]], ["new", "", "", ""], ["", *TOWNS[1]]]
    await equal(lambda: cells_of(writer), changed)
    await choose(writer, "Header row", "menuitemcheckbox")
    await expect(table_of(writer).get_by_role("columnheader")).to_have_count(0)
    await choose(writer, "Delete column", "menuitem")
    await writer.press("Control+z", "Control+z")
    await equal(lambda: cells_of(writer), changed)
    await choose(writer, "Delete table", "menuitem")
    await expect(table_of(writer)).to_be_hidden()


async def test_the_menu_by_keys_alone(alice: Person, writers: Writers) -> None:
    writer = await a_table(alice, writers, alice.new_document())
    await writer.press("Shift+ArrowUp", "Alt+F10")
    button = writer.toolbar.get_by_role("button", name="Table", exact=True)
    for _ in range(40):
        if await button.evaluate("button => button === document.activeElement"):
            break
        await writer.press("ArrowRight")
    await writer.press("Enter")
    menu = writer.page.get_by_role("menu", name="Table")
    merge = menu.get_by_role("menuitem", name="Merge cells")
    for _ in range(40):
        if await merge.evaluate("item => item === document.activeElement"):
            break
        await writer.press("ArrowDown")
    await writer.press("Enter")
    await equal(lambda: cells_of(writer), [*TOWNS[:2], ["", ""]])
    await expect(writer.text).to_be_focused()


async def test_a_column_is_made_wider_by_dragging(alice: Person, writers: Writers) -> None:
    document = alice.new_document()
    writer = await a_table(alice, writers, document)
    box = await table_of(writer).locator("th").nth(1).bounding_box()
    assert box is not None
    mouse, middle = writer.page.mouse, box["y"] + box["height"] / 2
    await mouse.move(box["x"] + 30, middle)
    await mouse.move(box["x"] + 2, middle)
    await expect(writer.page.locator(".column-line")).to_be_visible()
    await mouse.down()
    await mouse.move(box["x"] + 82, middle, steps=4)
    await mouse.up()
    columns = table_of(writer).locator("col")
    await expect(columns.first).to_have_attribute("width", str(round(box["width"]) + 80))
    await writer.saved()
    await writer.page.reload()
    await expect(columns.first).to_have_attribute("width", str(round(box["width"]) + 80))


async def take_handle(writer: Writer, label: str, words: str) -> None:
    """Go into the cell with these words, press the mouse on its handle, and begin to drag it."""
    cell = writer.text.locator(".cell", has_text=words)
    await cell.click()
    handle = writer.page.get_by_role("button", name=label, exact=True)

    async def is_beside() -> bool:
        boxes = [await place.bounding_box() for place in (handle, cell)]
        middles = [
            box["y"] + box["height"] / 2 if label == "Row" else box["x"] + box["width"] / 2
            for box in boxes
            if box
        ]
        return len(middles) == 2 and abs(middles[0] - middles[1]) < 2

    await equal(is_beside, True)
    await handle.hover()
    box = await handle.bounding_box()
    assert box is not None
    await writer.page.mouse.down()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    await writer.page.mouse.move(middle[0] + 8, middle[1] + 8, steps=3)


async def drag_to(writer: Writer, words: str, part: float) -> None:
    """Move the mouse to the cell with these words, to such a part of its height and width."""
    box = await writer.text.get_by_text(words, exact=True).bounding_box()
    assert box is not None
    x, y = box["x"] + part * box["width"], box["y"] + part * box["height"]
    await writer.page.mouse.move(x, y, steps=4)
    await expect(writer.page.locator(".table-drop:visible")).to_have_count(1)


async def test_rows_and_columns_are_dragged_while_others_write_in_them(
    alice: Person, bob: Person, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    writer = await a_table(alice, writers, document)
    await writer.type("Bonn")
    other = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await other.text.get_by_text("128").click()
    await other.press("End")
    await take_handle(writer, "Row", "Ulm")
    await drag_to(writer, "Bonn", 1.2)
    await other.type(" 000")
    await expect(writer.text.get_by_text("128 000")).to_be_visible()
    await expect(writer.text.locator(".cell.is-selected")).to_have_count(3)
    for scheme in SCHEMES:
        await writer.page.emulate_media(color_scheme=scheme)
        await writer.page.screenshot(path=PICTURES / f"editor-table-drag-{scheme}.png")
    await writer.page.mouse.up()
    moved = [TOWNS[0], ["Bonn", "", ""], ["Ulm", "128 000", "854"]]
    await equal(lambda: cells_of(writer), moved)
    await other.type(" more")
    moved[2][1] += " more"
    await equal(lambda: cells_of(writer), moved)

    await take_handle(writer, "Column", "Town")
    await drag_to(writer, "Since", 1.0)
    await writer.press("Escape")
    await writer.page.mouse.up()
    await equal(lambda: cells_of(writer), moved)
    await take_handle(writer, "Column", "Town")
    await drag_to(writer, "Since", 1.0)
    await writer.page.mouse.up()
    turned = [[*row[1:], row[0]] for row in moved]
    await equal(lambda: cells_of(writer), turned)
    await equal(lambda: cells_of(other), turned)
    await writer.press("Control+z")
    await equal(lambda: cells_of(other), moved)

    # What is pasted into many selected cells fills them.
    await writer.text.get_by_text("Since").click()
    await writer.press("End", "Shift+ArrowDown", "Shift+ArrowDown")
    await paste(writer, {"text/plain": "7"})
    await equal(lambda: cells_of(other), [[*row[:2], "7"] for row in moved])
    # A press on a handle still opens its menu.
    await writer.text.get_by_text("Bonn").click()
    await writer.page.get_by_role("button", name="Row", exact=True).click()
    await expect(writer.page.get_by_role("menuitem", name="Delete row")).to_be_visible()


async def test_cells_are_selected_by_the_mouse_and_emptied(alice: Person, writers: Writers) -> None:
    writer = await a_table(alice, writers, alice.new_document())
    await writer.text.get_by_text("Ulm").hover()
    await writer.page.mouse.down()
    await writer.text.get_by_text("128").hover()
    await writer.page.mouse.up()
    await expect(writer.text.locator(".cell.is-selected")).to_have_count(2)
    await writer.press("Delete")
    await equal(lambda: cells_of(writer), [TOWNS[0], ["", "", "854"], TOWNS[2]])
    await writer.type("Bonn")
    await equal(lambda: cells_of(writer), [TOWNS[0], ["Bonn", "", "854"], TOWNS[2]])


async def test_two_people_in_one_table(
    cluster: Cluster, alice: Person, bob: Person, network: Network, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    first = await a_table(alice, writers, document)
    await first.saved()
    other = await writers.open(f"{network.url}{alice.link(document)}", bob)
    await equal(lambda: cells_of(other), TOWNS)
    await other.text.get_by_text("128").click()
    await other.press("End")
    await expect(first.caret_of("Bob")).to_be_visible()
    network.cut()
    await other.reads("Reconnecting…")
    await other.type(" 000")
    await first.text.get_by_text("Ulm").click()
    await choose(first, "Move row up", "menuitem")
    await first.text.get_by_text("Since").click()
    await choose(first, "Insert column before", "menuitem")
    network.mend()
    expected = [["Ulm", "128 000", "", "854"], ["Town", "People", "", "Since"], ["", "", "", ""]]
    await equal(lambda: cells_of(first), expected, seconds=30)
    await equal(lambda: cells_of(other), expected, seconds=30)
    words = re.sub(r"<[^>]*>", " ", str(stored(cluster, document))).split()
    assert words == ["Ulm", "128", "000", "854", "Town", "People", "Since"]


async def test_a_table_is_shown_well(alice: Person, bob: Person, writers: Writers) -> None:
    document = alice.new_document("Towns of the league")
    alice.share(document, "edit")
    writer = await a_table(alice, writers, document)
    await writer.text.get_by_text("128").click()
    other = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await other.text.get_by_text("Town").click()
    await expect(writer.caret_of("Bob")).to_be_visible()
    assert await shown_well(writer, "table") == []
    await writer.toolbar.get_by_role("button", name="Table", exact=True).click()
    assert await shown_well(writer, "table-menu") == []
