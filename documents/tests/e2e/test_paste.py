"""What other programs put on the clipboard, pasted in a real browser under a strict CSP."""

import re
import time
from pathlib import Path

from playwright.async_api import expect

from documents.tests.e2e.clipboard import paste
from documents.tests.e2e.writing import Block, Writers, same_text
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import equal, until

CORPUS = Path(__file__).parents[3] / "frontend/src/editor/clipboard/corpus"


def payload(name: str) -> tuple[dict[str, str], list[Block]]:
    """A case of the corpus: what the clipboard holds, and the blocks that come of it."""
    _, *parts = re.split(r"^=== ", (CORPUS / f"{name}.txt").read_text(), flags=re.MULTILINE)
    types = {
        head: body.removesuffix("\n") for head, _, body in (part.partition("\n") for part in parts)
    }
    lines = types.pop("blocks").split("\n")
    return types, [_block(line) for line in lines if line != "---"]


def _block(line: str) -> Block:
    title, _, text = line.strip().partition(":")
    words = re.sub(r"\{[^|}]*\|([^}]*)\}", r"\1", text[1:]).replace("⏎", "\n")
    return Block(title.split(" ")[0].rstrip("+"), words)


async def test_what_programs_copy_keeps_its_structure(
    alice: Person, bob: Person, writers: Writers
) -> None:
    # The page must not complain: a style or script that the CSP refuses would be reported.
    document = alice.new_document()
    alice.share(document, "edit")
    writer, other = await writers.together(alice, bob, document)
    expected: list[Block] = []
    for name in (
        "apple-notes", "google-docs-text", "word-text", "word-lists", "notion", "github", "vscode",
        "hostile-scripts", "hostile-styles",
    ):  # fmt: skip
        types, blocks = payload(name)
        await writer.go_to_end()
        if expected:
            await writer.press("Control+Enter" if expected[-1].kind == "code" else "Enter")
            await writer.choose_kind("Text")
        await paste(writer, types)
        expected += blocks
        await equal(writer.blocks, list(expected), seconds=30)
    assert await same_text(writer, other) == expected


async def test_what_is_made_to_be_slow_is_pasted_soon(alice: Person, writers: Writers) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    for html in ("<p>" + "<b>" * 20_000 + "words", "<ul><li>" * 20_000 + "words"):
        started = time.monotonic()
        await paste(writer, {"text/html": html})
        assert time.monotonic() - started < 30
    await until(writer.words, lambda words: words.count("words") == 2)
    await writer.saved()


async def test_markdown_goes_in_and_out(alice: Person, writers: Writers) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    await writer.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    markdown = "## Plan\n\n- [x] **bold** words\n- [ ] more\n\n> [!TIP]\n> Save often.\n"
    blocks = [
        Block("heading2", "Plan"),
        Block("task", "bold words"),
        Block("task", "more"),
        Block("callout", "Save often."),
    ]
    await writer.page.evaluate("text => navigator.clipboard.writeText(text)", markdown)
    await writer.go_to_end()
    await writer.press("Control+V")
    await equal(writer.blocks, blocks)
    await writer.press("Control+Z")
    await until(writer.words, lambda words: "> [!TIP]" in words)
    await writer.press("Control+Shift+Z")
    await equal(writer.blocks, blocks)

    await writer.choose("Copy as Markdown")
    await expect(writer.page.locator("#announcements")).to_contain_text("copied as Markdown")
    assert await writer.page.evaluate("navigator.clipboard.readText()") == markdown

    await writer.go_to_end()
    await writer.press("Control+A", "Delete", "Control+Shift+V")
    await until(writer.words, lambda words: words.startswith("## Plan"))
    assert {kind for kind, _ in await writer.blocks()} == {"paragraph"}
