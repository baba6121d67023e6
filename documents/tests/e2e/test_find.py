"""Finding words in a document and replacing them."""

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import expect

from documents.tests.e2e.test_accessibility import shown_well
from documents.tests.e2e.test_long_document import BLOCKS, long_document
from documents.tests.e2e.writing import Writer, Writers, same_text
from documents.tests.harness.node import NodeClient
from documents.tests.harness.people import Person

MARKED = "CSS.highlights.get('find-match').size + CSS.highlights.get('find-current').size"


class Finding:
    """The find bar of somebody's page."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.bar = writer.page.get_by_role("search", name="Find in the document")
        self.field = self.bar.get_by_role("textbox", name="Find")
        self.replacement = self.bar.get_by_role("textbox", name="Replace by")
        self.count = self.bar.get_by_role("status")
        self.complaint = self.bar.get_by_role("alert")

    async def find(self, words: str, count: str) -> None:
        """Look for something, and wait until the bar says `count` of it."""
        await self.field.fill(words)
        await self.counts(count)

    async def counts(self, count: str) -> None:
        """Wait until the bar says this."""
        await expect(self.count).to_have_text(count, timeout=30_000)

    async def switch(self, label: str) -> None:
        """Press one of the switches."""
        await self.bar.get_by_role("button", name=label).click()


@pytest.fixture
def document(alice: Person) -> str:
    """A document of Alice's that others may write in."""
    document = alice.new_document("Colours")
    alice.share(document, "edit")
    return document


async def test_words_are_found_one_after_the_other_by_keys(
    alice: Person, document: str, writers: Writers
) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    finding = Finding(writer)
    await writer.type("red and Red\nreddish\nno colour")
    await writer.press("Control+Home", "Control+f")
    await expect(finding.field).to_be_focused()
    await writer.type("red")
    await finding.counts("1 of 3")
    for keys, count in [("Enter", "2 of 3"), ("F3", "3 of 3"), ("Enter", "1 of 3")]:
        await writer.press(keys)
        await finding.counts(count)
    await writer.press("Shift+Enter")
    await finding.counts("3 of 3")

    await writer.press("Alt+w")
    await finding.counts("1 of 2")
    await writer.press("Alt+c")
    await finding.counts("1 of 1")
    await writer.press("Escape")
    await expect(finding.bar).to_be_hidden()
    await expect(writer.text).to_be_focused()
    await writer.type("blue")
    assert await writer.words() == "blue and Red\nreddish\nno colour"


async def test_all_matches_are_replaced_beside_somebody_who_writes(
    alice: Person, bob: Person, document: str, writers: Writers
) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    await writer.type("red fox, red hen")
    await writer.saved()
    other = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await other.shows("red fox, red hen")
    finding = Finding(writer)
    await writer.press("Control+h")
    await finding.find("red", "1 of 2")
    await other.go_to_end()
    await other.type(", red cow")
    await finding.counts("1 of 3")

    await finding.replacement.fill("blue")
    await writer.press("Enter")
    await finding.counts("1 of 2")
    await writer.shows("blue fox, red hen, red cow")
    await finding.bar.get_by_role("button", name="All").click()
    await finding.counts("2 replaced")
    await same_text(writer, other)
    assert await other.words() == "blue fox, blue hen, blue cow"

    await writer.press("Escape", "Control+z")
    await other.shows("blue fox, red hen, red cow")
    await writer.press("Control+z")
    await other.shows("red fox, red hen, red cow")


async def test_expressions_refer_to_their_parts_and_cannot_stop_the_page(
    alice: Person, document: str, writers: Writers
) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    finding = Finding(writer)
    await writer.type(f"24.12. and 1.5.\n{'a' * 60}!")
    await writer.press("Control+h")
    await finding.switch("Regular expression")
    await finding.field.fill("(\\d+")
    await expect(finding.complaint).to_contain_text("Not a complete expression")
    await expect(finding.count).to_be_empty()

    await finding.field.fill("(a+a+)+b")
    await expect(finding.complaint).to_contain_text("takes too long", timeout=30_000)

    await finding.find(r"(\d+)\.(\d+)\.", "1 of 2")
    await expect(finding.complaint).to_be_hidden()
    await finding.replacement.fill("$2/$1")
    await finding.bar.get_by_role("button", name="All").click()
    await finding.counts("2 replaced")
    await writer.shows(f"12/24 and 5/1\n{'a' * 60}!")


async def test_a_reader_finds_and_cannot_replace(
    alice: Person, bob: Person, document: str, writers: Writers
) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    await writer.type("red and red")
    await writer.saved()
    alice.share(document, "view")
    reader = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await reader.shows("red and red")
    finding = Finding(reader)
    await reader.press("Control+h")
    await expect(finding.field).to_be_focused()
    await finding.find("red", "1 of 2")
    await expect(finding.replacement).to_be_hidden()
    await reader.press("Enter")
    await finding.counts("2 of 2")


async def test_a_match_far_away_comes_into_view_and_only_what_is_near_is_marked(
    alice: Person, writers: Writers, node_client: Callable[[], Awaitable[NodeClient]]
) -> None:
    client = await node_client()
    writer = await writers.open(await long_document(alice, client), alice)
    await client.insert("needle ", block=BLOCKS // 2)
    await client.insert("needle ", block=BLOCKS)
    needles = writer.text.locator(":scope > *", has_text="needle")
    await expect(needles).to_have_count(2, timeout=30_000)
    finding = Finding(writer)
    await writer.press("Control+f")
    await finding.find("needle", "1 of 2")
    await expect(needles.first).to_be_in_viewport()
    await writer.press("Enter")
    await finding.counts("2 of 2")
    await expect(needles.last).to_be_in_viewport()

    await finding.field.fill("so that")
    await expect(finding.count).to_contain_text(" of ")
    assert 0 < await writer.page.evaluate(MARKED) < BLOCKS / 2


async def test_the_second_time_the_key_is_the_browsers_own(
    alice: Person, document: str, writers: Writers
) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    watch = "addEventListener('keydown', e => { window.wasOurs = e.defaultPrevented })"
    await writer.type("red")
    await writer.page.evaluate(watch)
    await writer.press("Control+f")
    assert await writer.page.evaluate("wasOurs") is True
    await writer.press("Control+f")
    assert await writer.page.evaluate("wasOurs") is False


async def test_the_bar_looks_well(alice: Person, document: str, writers: Writers) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    finding = Finding(writer)
    await writer.type("# Of colours\nRed, blue and **red** again, `red` and no other.\n" * 3)
    await writer.press("Control+h")
    await finding.find("red", "1 of 9")
    assert await shown_well(writer, "find") == []
    # A phone, too, has room for the words.
    await writer.page.set_viewport_size({"width": 360, "height": 740})
    field = await finding.field.bounding_box()
    assert field
    assert field["width"] > 150
    await finding.switch("Regular expression")
    await finding.field.fill("red(")
    await expect(finding.complaint).to_be_visible()
    assert await shown_well(writer, "find-complaint") == []
