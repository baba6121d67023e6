"""A person at an editor page: what they type, and what they can read there."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import NamedTuple, Self

from playwright.async_api import BrowserContext, ConsoleMessage, Locator, Page, expect

from documents.tests.harness.browser import Pages, is_network_news
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import equal, until

TEXT = "Text of the document"

PAUSE = 60
"""Milliseconds between two keys: about as fast as people type."""

_READ_BLOCKS = """text => [...text.children].filter(block => block.dataset.kind).map(block => {
    const copy = block.cloneNode(true);
    const extras = '.remote-caret, label, .ProseMirror-trailingBreak, .ProseMirror-separator';
    copy.querySelectorAll(extras).forEach(extra => extra.remove());
    return [block.dataset.kind + (block.dataset.level ?? ''), copy.textContent];
})"""

_RECORD_STATES = """status => {
    window.shownStates = [];
    const record = () => window.shownStates.push(status.textContent.trim());
    new MutationObserver(record).observe(status, {childList: true, subtree: true});
}"""

_RECORD_TEXT = """text => {
    window.shownTexts = [text.textContent];
    const record = () => window.shownTexts.push(text.textContent);
    new MutationObserver(record).observe(
        text, {childList: true, subtree: true, characterData: true});
}"""


class Block(NamedTuple):
    """One block of a document: its kind (`heading2`, `task` ...) and its text."""

    kind: str
    text: str


class Writer:
    """Somebody who has the editor open."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.text = page.get_by_role("textbox", name=TEXT)
        self.title = page.get_by_role("textbox", name="Title")
        self.state = page.get_by_role("banner").get_by_role("status").first
        self.toolbar = page.get_by_role("toolbar", name="Formatting")
        page.on("console", self._listen)

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not is_network_news(message.text):
            self.complaints.append(message.text)

    # Writing

    async def type(self, words: str, *, pause: float = 0) -> None:
        """Type where the cursor is; `pause` is the time between two keys, in milliseconds."""
        await self.page.keyboard.type(words, delay=pause)

    async def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            # A key is down for a frame at least; nobody's fingers are faster.
            await self.page.keyboard.press(key, delay=30)

    async def go_to_start(self) -> None:
        """Put the cursor in front of everything."""
        await self.text.click()
        await self.press("Control+Home")

    async def go_to_end(self) -> None:
        """Put the cursor behind everything."""
        await self.text.click()
        await self.press("Control+End")

    async def choose_kind(self, label: str) -> None:
        """Change the kind of the block at the cursor through the toolbar's menu."""
        await self.toolbar.get_by_title("Kind of text").click()
        await self.page.get_by_role("menuitemradio", name=label).click()

    async def open_menu(self) -> Locator:
        """Open the page's menu; returns it."""
        await self.page.get_by_role("button", name="Menu", exact=True).click()
        return self.page.locator("#page-menu")

    async def choose(self, label: str) -> None:
        """Choose an entry of the page's menu."""
        await (await self.open_menu()).get_by_role("button", name=label).click()

    # Reading

    async def blocks(self) -> list[Block]:
        """The document as this page shows it."""
        return [Block(*found) for found in await self.text.evaluate(_READ_BLOCKS)]

    async def words(self) -> str:
        """The text as this page shows it, one line a block."""
        return "\n".join(text for _, text in await self.blocks())

    async def shows(self, words: str, *, seconds: float = 15) -> None:
        """Wait until this is the whole text of the page."""
        await equal(self.words, words, seconds=seconds)

    async def becomes(self, kind: str) -> None:
        """Wait until the first block is of this kind."""
        await until(self.blocks, lambda blocks: blocks[0].kind == kind)

    async def until_equal(self, *others: Callable[[], Awaitable[str]]) -> str:
        """Wait until all of these read what this page shows; returns it."""

        async def ask() -> set[str]:
            return set(await asyncio.gather(self.words(), *(other() for other in others)))

        (text,) = await until(ask, lambda texts: len(texts) == 1)
        return text

    def caret_of(self, name: str) -> Locator:
        """Where somebody else writes, by the name at their caret."""
        return self.text.locator(".remote-caret", has_text=name)

    def avatar_of(self, name: str) -> Locator:
        """Somebody else's sign in the bar."""
        return self.page.get_by_role("list", name="Also here").get_by_role("button", name=name)

    async def reads(self, state: str, *, seconds: float = 15) -> Self:
        """Wait until the page says of its safety what begins with `state`."""
        await expect(self.state).to_contain_text(state, timeout=seconds * 1000)
        return self

    async def saved(self) -> Self:
        """Wait until everything is said to be saved, and all tools are at hand."""
        await self.equipped()
        return await self.reads("Saved")

    async def equipped(self) -> Self:
        """Wait until what comes behind the editor has come: menus, handles, search."""
        await self.page.locator("body[data-tools]").wait_for(state="attached")
        return self

    async def record_states(self) -> None:
        """Remember from now on whatever the page says of its safety."""
        await self.state.evaluate(_RECORD_STATES)

    async def recorded_states(self) -> list[str]:
        """What it has said since."""
        shown: list[str] = await self.page.evaluate("window.shownStates")
        return shown

    async def record_text(self) -> None:
        """Remember from now on whatever text the page shows."""
        await self.text.evaluate(_RECORD_TEXT)

    async def recorded_texts(self) -> list[str]:
        """What it has shown since."""
        shown: list[str] = await self.page.evaluate("window.shownTexts")
        return shown


class Writers:
    """People at editors, each in a browser of their own."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._writers: list[Writer] = []

    async def new(self, person: Person | None = None, *, keeps: bool = False) -> Writer:
        """Somebody with an empty page in a fresh browser; `person`'s cookies are in it."""
        return await self.beside(await self._pages.context(person, keeps=keeps))

    async def beside(self, context: BrowserContext) -> Writer:
        """Somebody with another empty page in the same browser."""
        writer = Writer(await context.new_page())
        self._writers.append(writer)
        return writer

    async def open(self, url: str, person: Person | None = None) -> Writer:
        """Somebody who has opened the document at `url`."""
        writer = await self.beside(await self._pages.used_context(person))
        await writer.page.goto(url)
        await writer.text.wait_for()
        return await writer.equipped()

    async def together(self, owner: Person, guest: Person, document: str) -> tuple[Writer, Writer]:
        """The document's owner and a guest who has its link, both with the document open."""
        return await asyncio.gather(
            self.open(f"{owner.web.url}/d/{document}/", owner),
            self.open(f"{owner.web.url}{owner.link(document)}", guest),
        )

    def complaints(self) -> list[str]:
        """Errors and warnings of all their pages."""
        return [complaint for writer in self._writers for complaint in writer.complaints]


async def same_text(*writers: Writer) -> list[Block]:
    """Wait until all of them have everything saved and read the same; returns it."""
    await asyncio.gather(*(writer.saved() for writer in writers))

    async def ask() -> list[list[Block]]:
        return await asyncio.gather(*(writer.blocks() for writer in writers))

    first, *_ = await until(ask, lambda all_blocks: all(b == all_blocks[0] for b in all_blocks))
    return first


async def type_for(seconds: float, writer: Writer, word: str) -> str:
    """Type numbered words for so long, where the cursor is; returns all that was typed."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    typed = ""
    while loop.time() < end:
        words = f"{word}{len(typed)} "
        await writer.type(words, pause=PAUSE)
        typed += words
    return typed
