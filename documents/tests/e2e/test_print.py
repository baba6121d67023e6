"""The document on paper."""

import re
from collections.abc import Awaitable, Callable

from playwright.async_api import expect

from documents.tests.e2e.clipboard import paste
from documents.tests.e2e.test_accessibility import CONTENT, PICTURES
from documents.tests.e2e.test_long_document import BLOCKS, long_document
from documents.tests.e2e.writing import Writers
from documents.tests.harness.node import NodeClient
from documents.tests.harness.people import Person

_SKIPPED = """text => [...text.children].filter(
    block => !block.checkVisibility({contentVisibilityAuto: true})).length"""

_LINES = "text => [...text.children].reduce((sum, block) => sum + block.offsetHeight, 0)"

PAGE_HEIGHT = 1123
"""Pixels of CSS that an A4 page is high, its margins included."""


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF of Chromium's has."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


async def test_a_long_document_is_printed_to_its_end(
    alice: Person, writers: Writers, node_client: Callable[[], Awaitable[NodeClient]]
) -> None:
    client = await node_client()
    writer = await writers.open(await long_document(alice, client), alice)
    await expect(writer.text.locator(":scope > *")).to_have_count(BLOCKS + 1, timeout=30_000)
    assert await writer.text.evaluate(_SKIPPED) > 0
    await writer.page.emulate_media(media="print")
    assert await writer.text.evaluate(_SKIPPED) == 0
    height = await writer.text.evaluate(_LINES)
    await writer.page.emulate_media(media=None)
    pdf = await writer.page.pdf(format="A4")
    assert pages_of(pdf) >= height / PAGE_HEIGHT


async def test_only_the_title_and_the_text_are_printed(
    alice: Person, bob: Person, writers: Writers
) -> None:
    document = alice.new_document("Minutes")
    alice.share(document, "edit")
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    await writer.type(CONTENT)
    other = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await other.text.get_by_text("Ada").click()
    await expect(writer.caret_of("Bob")).to_be_attached()
    await writer.go_to_end()
    await writer.type("\nhttps://example.org/plan is the plan, ")
    await paste(writer, {"text/html": "<a href='https://example.org/x'>and more</a>"})
    await writer.title.fill(
        "Minutes of the autumn meeting, which were longer than a line of the bar"
    )
    await writer.page.keyboard.press("Control+f")

    pdf = await writer.page.pdf(format="A4")
    assert pages_of(pdf) == 1
    await writer.page.emulate_media(media="print", color_scheme="dark")
    main = writer.page.get_by_role("main")
    await expect(writer.page.get_by_role("banner")).to_be_hidden()
    await expect(writer.caret_of("Bob")).to_be_hidden()
    await expect(main.locator(":scope > :visible")).to_have_count(1)
    await expect(writer.page.locator("body > :visible")).to_have_count(1)
    addresses = """text => [...text.querySelectorAll('a[href^=http]')].map(
        link => getComputedStyle(link, '::after').content)"""
    # The events of printing do not come with the looks of it.
    await writer.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    said = await writer.text.evaluate(addresses)
    assert said[-2:] == ["none", '" (https://example.org/x)"']
    title = "text => getComputedStyle(text.parentElement, '::before').content"
    assert "longer than a line of the bar" in await writer.text.evaluate(title)
    await writer.page.screenshot(path=PICTURES / "editor-print.png", full_page=True)
