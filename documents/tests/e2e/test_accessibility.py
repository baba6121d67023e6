"""The editor in every state, on a desk and on a phone, in light and in dark."""

import pytest
from playwright.async_api import expect

from collab.embedded.paths import ROOT
from documents.tests.e2e.axe import SIZES, faults_of, looks
from documents.tests.e2e.writing import Writer, Writers
from documents.tests.harness.people import Person

PICTURES = ROOT / "artifacts"

CONTENT = """# Autumn meeting
We meet **every year** when the leaves fall, and *this time* at the mill.
## What to bring
- a warm coat
something to read

1. arrive
eat

[] book the room
[x] ask Ada

> Nobody has ever read the minutes.

[!note] The mill opens at nine.
There is no shop.

[!tip] Come by train.

[!warning] The bridge is closed.

See https://example.org for the `plan`, all ==10 m^3^== of H~2~O in it.
---
"""


async def shown_well(writer: Writer, name: str) -> list[str]:
    """What axe finds wrong with what is shown; leaves a picture of every look."""
    page, found = writer.page, list[str]()
    async for look in looks(page):
        found += await faults_of(page, look)
        await page.screenshot(path=PICTURES / f"editor-{name}-{look}.png")
    await page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})
    return found


async def choose_color(writer: Writer, group: str, color: str) -> None:
    """Take a colour of the palette for what is written next."""
    await writer.toolbar.get_by_role("button", name="Colours").click()
    colors = writer.page.get_by_role("group", name=group)
    await colors.get_by_role("menuitemradio", name=color.title()).click()


@pytest.fixture
def document(alice: Person) -> str:
    """A document of Alice's that others may write in."""
    document = alice.new_document("Minutes of the autumn meeting")
    alice.share(document, "edit")
    return document


async def test_an_empty_document(alice: Person, document: str, writers: Writers) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    await writer.saved()
    assert await shown_well(writer, "empty") == []


async def test_a_document_with_everything_in_it(
    alice: Person, bob: Person, document: str, writers: Writers
) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    await writer.type(CONTENT)
    other = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await other.text.get_by_text("Ada").click()
    await expect(writer.caret_of("Bob")).to_be_visible()
    assert await shown_well(writer, "content") == []

    for color in ("gray", "red", "orange", "yellow", "green", "blue", "purple", "pink"):
        await choose_color(writer, "Text colour", color)
        await choose_color(writer, "Highlight", color)
        await writer.type("colour ")
    await writer.press("Control+Shift+E")
    assert await shown_well(writer, "colours") == []
    await writer.press("Control+\\", "Enter")

    await writer.choose_kind("Code block")
    await writer.type("py\ndef so(n: int): # why\nreturn 'so' * 2")
    await expect(writer.text.locator(".hljs-keyword").first).to_be_visible()
    assert await shown_well(writer, "code") == []

    await writer.text.get_by_role("link", name="https://example.org").click()
    await expect(writer.page.get_by_role("textbox", name="Address")).to_be_visible()
    assert await shown_well(writer, "link") == []
    await writer.press("Escape")

    await writer.toolbar.get_by_title("Kind of text").click()
    await expect(writer.page.get_by_role("menu", name="Kind of text")).to_be_visible()
    assert await shown_well(writer, "kinds") == []
    await writer.press("Escape")

    for name in ("Colours", "More formats", "Alignment"):
        await writer.toolbar.get_by_role("button", name=name).click()
        await expect(writer.page.get_by_role("menu", name=name)).to_be_visible()
        assert await shown_well(writer, name.lower().replace(" ", "-")) == []
        await writer.press("Escape")

    await writer.go_to_end()
    await writer.type("\n\n\n/")
    await expect(writer.page.get_by_role("listbox", name="Insert")).to_be_visible()
    assert await shown_well(writer, "slash") == []
    await writer.press("Escape", "Shift+Home")

    await expect(writer.page.get_by_role("toolbar", name="Selected text")).to_be_visible()
    assert await shown_well(writer, "bubble") == []
    await writer.press("Alt+F10", "Alt+F10", "Enter")
    await expect(writer.page.get_by_role("menu", name="Turn into")).to_be_visible()
    assert await shown_well(writer, "turn-into") == []
    await writer.press("Escape")

    await writer.text.get_by_text("something to read").hover()
    await writer.page.get_by_role("button", name="Block", exact=True).click()
    await expect(writer.page.get_by_role("menu", name="Block")).to_be_visible()
    assert await shown_well(writer, "block") == []
    await writer.press("Escape")

    await writer.page.get_by_role("link", name="Share").click()
    await expect(writer.page.get_by_role("dialog")).to_be_visible()
    assert await shown_well(writer, "share") == []


async def test_a_document_that_can_only_be_read(
    alice: Person, bob: Person, document: str, writers: Writers
) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    await writer.type(CONTENT)
    await writer.saved()
    alice.share(document, "view")
    reader = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await reader.reads("Read only")
    await expect(reader.text.get_by_text("Ada")).to_be_visible()
    assert await shown_well(reader, "read-only") == []

    alice.share(document, "off")
    await reader.reads("You no longer have access")
    assert await shown_well(reader, "no-access") == []
