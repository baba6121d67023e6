"""A document of many screens: what is out of view is not drawn, and nobody should notice."""

import json
from collections.abc import Awaitable, Callable

import pycrdt
from playwright.async_api import Page, expect

from documents.tests.e2e.writing import Writers
from documents.tests.harness.node import NodeClient
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import equal

BLOCKS = 400
BORDER = 20
"""The first block of the second group that is drawn together (editor/view/regroup.ts)."""
WORDS = "Words that fill a line or two of this long document, so that it is many screens high. "
INVALIDATIONS = "disabled-by-default-devtools.timeline.invalidationTracking"
"""Tells of each element that Chromium has to style anew."""

_WATCH_SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => {
    for (const {value, sources} of list.getEntries()) {
        window.shifts.push([value, sources.map(({node}) => node?.parentElement?.outerHTML)]);
    }
}).observe({type: 'layout-shift', buffered: true});
"""


def long_text() -> bytes:
    """Paragraphs and numbered items, as an update."""
    replica: pycrdt.Doc[pycrdt.XmlFragment] = pycrdt.Doc()
    fragment = replica.get("default", type=pycrdt.XmlFragment)
    for number in range(BLOCKS):
        kind = "ordered" if number % 4 == 2 else "paragraph"
        block = pycrdt.XmlElement(
            "block", {"kind": kind}, [pycrdt.XmlText(WORDS * (number % 3 + 1))]
        )
        fragment.children.append(block)
    return replica.get_update()


async def long_document(person: Person, client: NodeClient) -> str:
    """A document of the person's that holds the long text, and a client that is connected to it."""
    document = person.new_document("Long")
    await client.connect("hocuspocus", person.web.url, document, person.ticket(document))
    await client.synced()
    await client.apply(long_text())
    await equal(client.unsynced, 0)
    return f"{person.web.url}/d/{document}/"


async def shifts(page: Page) -> list[object]:
    found: list[object] = await page.evaluate("window.shifts")
    return found


async def test_nothing_moves_while_it_opens_and_others_write_out_of_view(
    alice: Person, writers: Writers, node_client: Callable[[], Awaitable[NodeClient]]
) -> None:
    client = await node_client()
    address = await long_document(alice, client)
    writer = await writers.new(alice)
    # The page comes in pieces, and none may be shown that the next one moves.
    session = await writer.page.context.new_cdp_session(writer.page)
    await session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    await writer.page.add_init_script(_WATCH_SHIFTS)
    await writer.page.goto(address)
    await writer.saved()
    await expect(writer.text).to_be_focused()

    last = writer.text.locator(":scope > *").last
    for word in ("far ", "away "):
        await client.insert(word * 40, block=BLOCKS)
        await expect(last).to_contain_text(word)

    assert await shifts(writer.page) == []


async def test_keys_pressed_at_once_where_nothing_was_drawn_are_not_lost(
    alice: Person, writers: Writers, node_client: Callable[[], Awaitable[NodeClient]]
) -> None:
    client = await node_client()
    writer = await writers.open(await long_document(alice, client), alice)
    await expect(writer.text).to_be_focused()
    keyboard = writer.page.keyboard

    await keyboard.press("Control+End")
    await keyboard.type("at the end")
    await keyboard.press("Enter")
    await keyboard.type("# a title")
    await expect(writer.text.locator(".has-cursor")).to_be_in_viewport()
    await keyboard.press("Control+Home")
    await keyboard.type("at the start")

    await expect(writer.text.locator(".has-cursor")).to_be_in_viewport()
    await writer.saved()
    lines = (await writer.words()).splitlines()
    assert lines[0] == "at the start"
    assert lines[-2].endswith("at the end")
    assert lines[-1] == "a title"


async def test_writing_goes_on_where_what_is_drawn_together_ends(
    alice: Person, writers: Writers, node_client: Callable[[], Awaitable[NodeClient]]
) -> None:
    client = await node_client()
    writer = await writers.open(await long_document(alice, client), alice)
    blocks = writer.text.locator(":scope > *")

    async def around(count: int = 2) -> list[str]:
        return (await writer.words()).splitlines()[BORDER - 1 : BORDER - 1 + count]

    above, below, behind = await around(3)

    await blocks.nth(BORDER).click(position={"x": 2, "y": 8})
    await writer.press("Home", "ArrowLeft")
    await writer.type("end")
    await writer.press("ArrowRight")
    await writer.type("start ")
    assert await around() == [f"{above}end", f"start {below}"]
    await writer.press("ArrowUp", "ArrowDown", "Home", "Shift+ArrowLeft", "Backspace")
    assert await around(1) == [f"{above}endstart {below}"]
    await writer.press("Enter")
    await writer.type("new\nlines\n")
    assert await around(4) == [f"{above}end", "new", "lines", f"start {below}"]

    # With the pointer, from one group into the other.
    await blocks.nth(BORDER).evaluate("block => block.scrollIntoView({block: 'center'})")
    for block, move in ((BORDER - 1, writer.page.mouse.down), (BORDER + 3, writer.page.mouse.up)):
        box = await blocks.nth(block).bounding_box()
        assert box
        await writer.page.mouse.move(box["x"] + 2, box["y"] + 8)
        await move()
    await writer.type("over all of it ")
    assert await around(1) == [f"over all of it {behind}"]
    await equal(client.text, await writer.words())

    tops = "blocks => blocks.map(block => block.getBoundingClientRect().top)"
    places: list[float] = await blocks.evaluate_all(tops)
    around_border = places[BORDER - 10 : BORDER + 10]
    assert around_border == sorted(set(around_border))


async def test_a_block_that_comes_or_goes_leaves_the_style_of_the_others(
    alice: Person, writers: Writers, node_client: Callable[[], Awaitable[NodeClient]]
) -> None:
    writer = await writers.open(await long_document(alice, await node_client()), alice)
    await (await writer.saved()).equipped()
    chromium = writer.page.context.browser
    assert chromium
    await chromium.start_tracing(page=writer.page, categories=[INVALIDATIONS])
    await writer.press("Enter", "Backspace")
    await writer.saved()
    events = json.loads(await chromium.stop_tracing())["traceEvents"]
    reached = [
        event["args"]["data"]
        for event in events
        if event["name"] == "StyleInvalidatorInvalidationTracking"
    ]
    # The browser's own rules for maths, once they are loaded, do have it look at all.
    by = {
        selector["selector"]
        for each in reached
        for selector in each.get("selectors", [])
        if each["reason"] == "Invalidation set invalidates subtree"
        and "ProseMirror" in each["nodeName"]
        and selector["style_sheet_id"] != "ua-style-sheet"
    }
    assert not by
    assert 0 < len({each["nodeId"] for each in reached}) < BLOCKS / 8
