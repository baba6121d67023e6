"""What one looks at stays where it is on the screen while somebody else writes."""

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import expect

from documents.tests.e2e.clipboard import paste
from documents.tests.e2e.test_long_document import long_document
from documents.tests.e2e.writing import Writer, Writers
from documents.tests.harness.node import NodeClient
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import until

MILLISECONDS = 30_000
MARK = "<here>"
LINES = 30
FAR = 60
"""How many blocks of the long document are well out of view above."""

CLOSE = 4.0
"""Pixels by which a line may move: less than the eye sees as a jump."""

NewClient = Callable[[], Awaitable[NodeClient]]

# Where the line is in each frame that is drawn.
_WATCH = """([text, mark]) => {
    const find = () => [...text.children].find(block => block.textContent.includes(mark));
    const start = find().getBoundingClientRect().top;
    window.farthest = 0;
    const look = () => {
        const block = find();
        const moved = block ? Math.abs(block.getBoundingClientRect().top - start) : 1e6;
        window.farthest = Math.max(window.farthest, moved);
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
}"""

_PUT_CURSOR = """(text, index) => {
    text.focus({preventScroll: true});
    const block = text.children[index];
    block.scrollIntoView({block: "center", behavior: "instant"});
    getSelection().collapse(block.firstChild, 0);
}"""


async def put_cursor(writer: Writer, block: int) -> None:
    """Put the cursor at the start of a block, in the middle of the window."""
    await writer.text.evaluate(_PUT_CURSOR, block)
    await expect(writer.text.locator(":scope > *").nth(block)).to_have_class("has-cursor")


async def two_far_down(
    alice: Person, bob: Person, writers: Writers, node_client: NewClient
) -> tuple[Writer, Writer]:
    """Two in a long document; the first has marked a line far down, and sees it."""
    address = await long_document(alice, await node_client())
    document = address.split("/")[-2]
    alice.share(document, "edit")
    first = await writers.open(address, alice)
    second = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await put_cursor(first, FAR)
    await first.type(MARK)
    await first.saved()
    await expect(second.text).to_contain_text(MARK, timeout=MILLISECONDS)
    return first, second


async def watch(writer: Writer) -> None:
    """Remember from now on how far the marked line moves."""
    await writer.page.evaluate(_WATCH, [await writer.text.element_handle(), MARK])


async def farthest(writer: Writer) -> float:
    """By how many pixels it has moved since."""
    moved: float = await writer.page.evaluate(
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame("
        "() => done(window.farthest))))"
    )
    return moved


async def paste_lines(writer: Writer, block: int) -> None:
    """Paste many lines in front of a block."""
    await put_cursor(writer, block)
    lines = "".join(f"pasted line {number}\n" for number in range(LINES))
    await paste(writer, {"text/plain": lines})


async def arrives(reader: Writer) -> None:
    """Wait until the reader has what was pasted."""
    await expect(reader.text).to_contain_text(f"pasted line {LINES - 1}", timeout=MILLISECONDS)


@pytest.mark.parametrize("above", [FAR - 2, 1], ids=["in view", "out of view"])
async def test_the_cursors_line_stays_when_many_lines_are_pasted_above(
    above: int, alice: Person, bob: Person, writers: Writers, node_client: NewClient
) -> None:
    writer, other = await two_far_down(alice, bob, writers, node_client)
    await watch(writer)
    await paste_lines(other, above)
    await arrives(writer)
    assert await farthest(writer) < CLOSE

    await other.press("Control+z")
    await expect(writer.text).not_to_contain_text("pasted line", timeout=MILLISECONDS)
    assert await farthest(writer) < CLOSE
    await writer.type("still here")
    await expect(writer.text).to_contain_text(f"{MARK}still here")


async def test_the_cursors_line_stays_when_blocks_above_become_others(
    alice: Person, bob: Person, writers: Writers, node_client: NewClient
) -> None:
    writer, other = await two_far_down(alice, bob, writers, node_client)
    await watch(writer)
    for block in (1, FAR - 4, FAR - 1):
        await put_cursor(other, block)
        await other.press("Control+Alt+1")
    await expect(writer.text.locator("h1")).to_have_count(3, timeout=MILLISECONDS)
    assert await farthest(writer) < CLOSE


async def test_what_one_reads_stays_without_a_cursor_in_the_text(
    alice: Person, bob: Person, writers: Writers, node_client: NewClient
) -> None:
    reader, other = await two_far_down(alice, bob, writers, node_client)
    await reader.title.focus()
    # The marked line becomes the first that is seen.
    await reader.page.evaluate(
        "mark => [...document.querySelectorAll('.ProseMirror > *')]"
        ".find(block => block.textContent.includes(mark))"
        ".scrollIntoView({block: 'start', behavior: 'instant'})",
        MARK,
    )
    await until(lambda: reader.page.evaluate("scrollY"), bool)
    await watch(reader)
    await paste_lines(other, FAR - 2)
    await arrives(reader)
    await paste_lines(other, 1)
    await expect(reader.text.get_by_text("pasted line 0")).to_have_count(2, timeout=MILLISECONDS)
    assert await farthest(reader) < CLOSE


async def test_what_is_being_composed_survives_what_others_write_beside_it(
    alice: Person, bob: Person, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    writer, other = await writers.together(alice, bob, document)
    await writer.type("mine ")
    await other.shows("mine ")
    session = await writer.page.context.new_cdp_session(writer.page)

    async def compose(text: str) -> None:
        place = {"selectionStart": len(text), "selectionEnd": len(text)}
        await session.send("Input.imeSetComposition", {"text": text, **place})

    await compose("に")
    await other.go_to_start()
    await other.type("yours ")
    await expect(writer.text).to_contain_text("yours", timeout=MILLISECONDS)
    await compose("にほ")
    await other.go_to_start()
    await other.type("both ")
    await expect(writer.text).to_contain_text("both", timeout=MILLISECONDS)
    await compose("にほん")
    await session.send("Input.insertText", {"text": "日本"})
    await writer.type("!")
    await other.shows("both yours mine 日本!")
    await writer.shows("both yours mine 日本!")
