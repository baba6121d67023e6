"""What is measured in the page."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from playwright.async_api import BrowserContext, CDPSession, Page

OBSERVE = Path(__file__).with_name("observe.js").read_text()
LETTERS = "some words that are typed in the middle of it all "
KEY_SECONDS = 0.2
READY_SECONDS = 120.0
BARE_PAGE = '<p class="ProseMirror" contenteditable>A paragraph and nothing else.</p>'


@dataclass(frozen=True, slots=True)
class Opening:
    """From navigation, in milliseconds: the cursor is in the text; the first key is painted."""

    ready: float
    first_key: float
    shift: float


@dataclass(frozen=True, slots=True)
class Typing:
    """How a number of keys went, in milliseconds.

    `presented` is the browser's own Event Timing: from the key to the frame on the screen, in
    steps of 8 ms, where 8 stands for "below 16". `painted` lasts until the main thread is through
    with the frame. Both hold the wait for the next frame, up to 16.7 ms; `busy` is `painted`
    without it: what the main thread did until then, also what it was at when the key came. `cpu`
    is all that it did from one key to the next, in processor time.
    """

    presented: Sequence[float]
    painted: Sequence[float]
    busy: Sequence[float]
    cpu: float
    long_tasks: int


class Measured:
    """A page that is watched; its main thread may be throttled."""

    def __init__(self, page: Page, session: CDPSession) -> None:
        self.page = page
        self.session = session
        self._ready = asyncio.Event()

    @classmethod
    async def prepare(cls, context: BrowserContext, throttling: int) -> Self:
        """A new page, watched from before it is opened."""
        page = await context.new_page()
        session = await context.new_cdp_session(page)
        measured = cls(page, session)
        await page.expose_function("cursorIsInText", measured._ready.set)
        await page.add_init_script(OBSERVE)
        # CPU time, which other programs on the machine do not lengthen.
        await session.send("Performance.setTimeDomain", {"timeDomain": "threadTicks"})
        await session.send("Performance.enable")
        await session.send("Emulation.setCPUThrottlingRate", {"rate": throttling})
        return measured

    async def open(self, url: str) -> Opening:
        """Open a document and press a key as soon as the cursor is in the text."""
        await self.page.goto(url, wait_until="commit")
        await asyncio.wait_for(self._ready.wait(), READY_SECONDS)
        await self.page.keyboard.press("x")
        await self.page.wait_for_function("() => seen.keys.length > 0")
        seen = await self._seen()
        return Opening(seen["ready"], seen["keys"][0]["painted"], await self.shift())

    async def open_bare(self, url: str) -> None:
        """A page on which there is nothing to do but to show a key: what cannot be bettered."""
        await self.page.route(
            url, lambda route: route.fulfill(body=BARE_PAGE, content_type="text/html")
        )
        await self.page.goto(url)
        await self.page.focus("p")

    async def click_in_middle(self) -> None:
        """Put the cursor into a paragraph in the middle of the document."""
        paragraphs = self.page.locator(".ProseMirror > p")
        paragraph = paragraphs.nth(await paragraphs.count() // 2)
        await paragraph.scroll_into_view_if_needed()
        await paragraph.click(position={"x": 60, "y": 12})

    async def type(self, count: int) -> Typing:
        """Press so many keys at uneven distances."""
        await self.page.evaluate("seen.keys.length = seen.longTasks.length = 0")
        before = await self._cpu()
        for number in range(count):
            await self.page.keyboard.press(LETTERS[number % len(LETTERS)].replace(" ", "Space"))
            await self.page.evaluate("count => painted(count)", number + 1)
            await asyncio.sleep(random.uniform(0.5, 1.5) * KEY_SECONDS)
        after = await self._cpu()
        seen = await self._seen()
        return Typing(
            presented=[key["presented"] for key in seen["keys"]],
            painted=[key["painted"] - key["start"] for key in seen["keys"]],
            busy=[key["painted"] - key["start"] - key["idle"] for key in seen["keys"]],
            cpu=(after - before) * 1000 / count,
            long_tasks=len(seen["longTasks"]),
        )

    async def shift(self) -> float:
        """Cumulative layout shift so far, without what follows upon the person's own input."""
        shifts: list[dict[str, float]] = (await self._seen())["shifts"]
        return sum(entry["value"] for entry in shifts if not entry["hadRecentInput"])

    async def _seen(self) -> dict[str, Any]:
        seen: dict[str, Any] = await self.page.evaluate(
            """() => ({...seen, keys: seen.keys.map(
                key => ({...key, presented: seen.presented.get(key.start) ?? 8}))})"""
        )
        return seen

    async def _cpu(self) -> float:
        answer = await self.session.send("Performance.getMetrics")
        metrics: dict[str, float] = {each["name"]: each["value"] for each in answer["metrics"]}
        return metrics["TaskDuration"]
