"""The main path with one person in Firefox and another in Chromium."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest_asyncio
from playwright.async_api import Browser, expect

from collab.embedded.web import Web
from documents.tests.e2e.log import stored_blocks
from documents.tests.e2e.test_diagrams import FLOW, drawn
from documents.tests.e2e.test_two_people import sign_up
from documents.tests.e2e.writing import Block, Writer, Writers, same_text, type_for
from documents.tests.harness.browser import Pages
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.network import Network
from documents.tests.harness.waiting import until

SECONDS = 4
OFFLINE = "Offline: your changes are kept in this browser"


@pytest_asyncio.fixture(loop_scope="session")
async def in_firefox(firefox: Browser) -> AsyncIterator[Writers]:
    """People at editors in Firefox; the test fails when one of their pages complains."""
    pages = Pages(firefox)
    writers = Writers(pages)
    yield writers
    await pages.close()
    assert not writers.complaints(), writers.complaints()


async def test_firefox_and_chromium_write_together(
    cluster: Cluster, web: Web, network: Network, in_firefox: Writers, writers: Writers
) -> None:
    cluster.forget_rate_limits()
    ada, charles = await in_firefox.new(), await writers.new()
    await ada.page.goto(network.url)
    await sign_up(ada.page, "Ada Lovelace", "ada-in-firefox@example.org")
    await ada.page.get_by_role("button", name="New document").first.click()
    await ada.text.wait_for()
    document = ada.page.url.split("/")[-2]
    link = await share(ada)

    await charles.page.goto(link.replace(network.url, web.url))
    await charles.page.get_by_label("Your name").fill("Charles")
    await charles.page.get_by_role("button", name="Start writing").click()
    await charles.text.wait_for()

    await ada.text.click()
    await ada.type("# On engines")
    await ada.press("Enter")
    await ada.type("- first")
    await ada.press("Enter")
    await ada.type("second")
    await charles.shows("On engines\nfirst\nsecond")
    await charles.go_to_start()
    await ada.press("Control+End")
    adas, charless = await asyncio.gather(
        type_for(SECONDS, ada, "engine"), type_for(SECONDS, charles, "wheel")
    )
    await expect(ada.caret_of("Charles")).to_be_visible()
    await expect(charles.caret_of("Ada Lovelace")).to_be_visible()
    written = [
        Block("heading1", f"{charless}On engines"),
        Block("bullet", "first"),
        Block("bullet", f"second{adas}"),
    ]
    assert await same_text(ada, charles) == written

    await ada.press("Enter", "Enter")
    await ada.type("an x")
    await ada.press("Shift+Home", "Control+b", "Control+c", "End", "Enter", "Control+v")
    formatted = [*written, Block("paragraph", "an x"), Block("paragraph", "an x")]
    assert await same_text(ada, charles) == formatted
    await expect(charles.text.locator("strong")).to_have_text(["an x", "an x"])

    await press_until(ada, "Control+z", lambda words: "an x" not in words)
    await charles.shows(await ada.words())
    assert charless in await ada.words()
    await press_until(ada, "Control+Shift+z", lambda words: words.endswith("an x\nan x"))
    assert await same_text(ada, charles) == formatted

    network.cut()
    await ada.press("Control+End")
    await ada.type("kept ")
    await ada.reads(OFFLINE)
    await charles.press("Control+Home")
    await charles.type("meanwhile ")
    await charles.saved()
    network.mend()
    await until(ada.words, lambda words: words.startswith("meanwhile "))
    merged = await same_text(ada, charles)
    assert merged[-1] == Block("paragraph", "an xkept ")
    assert merged[1:-1] == formatted[1:-1]
    assert stored_blocks(cluster, document) == merged

    # Diagrams are drawn in the thread of the page here, which would stand still for minutes.
    await ada.press("Control+End", "Enter")
    await write_diagram(ada, FLOW)
    await expect(drawn(ada)).to_have_attribute("alt", "Diagram: How a page is published")
    await write_diagram(
        ada, "\n".join(["classDiagram", *(f"A{i % 37}-->A{i % 71}" for i in range(1500))])
    )
    complaint = ada.text.locator(".drawn-error", has_text="This takes too long to draw.")
    await expect(complaint).to_be_visible()
    await ada.type("and on")
    await until(ada.words, lambda words: words.endswith("and on"))


async def write_diagram(writer: Writer, source: str) -> None:
    """Write a diagram in a new block, and go on behind it; the driver would type no line breaks."""
    await writer.type("```mermaid\n")
    insert = "({ editor }, source) => editor.view.dispatch(editor.state.tr.insertText(source))"
    await writer.text.evaluate(insert, source)
    await writer.press("Control+Enter")


async def press_until(writer: Writer, key: str, accept: Callable[[str], bool]) -> None:
    """Press a key again and again; how much is undone at once depends on how fast it was typed."""
    while not accept(await writer.words()):
        await writer.press(key)


async def share(writer: Writer) -> str:
    """Switch the document's link on; returns it."""
    await writer.page.get_by_role("link", name="Share").click()
    dialog = writer.page.get_by_role("dialog")
    await dialog.get_by_role("radio", name="Anyone with the link can edit").check()
    await dialog.get_by_role("button", name="Copy link").click()
    await expect(dialog.get_by_role("button", name="Copied")).to_be_visible()
    link = await dialog.get_by_label("Link to the document").input_value()
    await writer.page.keyboard.press("Escape")
    return link
