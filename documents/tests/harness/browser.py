"""Chromium, shared by the run; every person gets a context of their own."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, async_playwright

from documents.tests.harness.people import Person

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

# What browsers say by themselves when a connection cannot be made, which nobody can keep them from.
NETWORK_NEWS = (
    "WebSocket connection to", "net::ERR_", "status of 421", "Firefox can’t establish a connection",
    "was interrupted while the page was loading",
    # ... and that of those who are not to keep Collab.
    "registration blocked by Playwright",
)  # fmt: skip


# Chromium itself does not tell which element breaks the page's CSP.
TELL_VIOLATIONS = """document.addEventListener("securitypolicyviolation", (event) => console.error(
    "Content Security Policy", event.effectiveDirective, event.target?.outerHTML?.slice(0, 1000)
))"""


def is_network_news(message: str) -> bool:
    """Whether the browser only tells of a connection that failed."""
    return any(news in message for news in NETWORK_NEWS)


@asynccontextmanager
async def launch() -> AsyncIterator[Browser]:
    """The machine's Chromium, with a fresh profile."""
    path = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
    )
    if not path:
        pytest.fail("the end-to-end tests need Chromium: `make test` installs it on Debian")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        await browser.close()


class Pages:
    """Opens pages for people, and remembers what went wrong in them."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts: list[BrowserContext] = []
        self.errors: list[str] = []

    async def context(
        self, person: Person | None = None, *, scripts: bool = True, keeps: bool = False
    ) -> BrowserContext:
        """A fresh browser profile; `person`'s cookies are in it. It may run no scripts.

        A browser that keeps Collab for use without a server first loads all of it, which is for
        tests of just that.
        """
        context = await self.browser.new_context(
            viewport={"width": 1280, "height": 800},
            java_script_enabled=scripts,
            service_workers="allow" if keeps else "block",
        )
        self.contexts.append(context)
        await context.add_init_script(TELL_VIOLATIONS)
        if person is not None:
            await context.add_cookies(
                [
                    {"name": cookie.name, "value": cookie.value or "", "url": person.web.url}
                    for cookie in person.cookies
                ]
            )
        context.on("page", self._watch)
        return context

    async def open(self, url: str, person: Person | None = None) -> Page:
        """A page at `url` in a browser of its own."""
        page = await (await self.context(person)).new_page()
        await page.goto(url)
        return page

    async def close(self) -> None:
        """Close every browser; fails when a page threw an error or broke its CSP."""
        for context in self.contexts:
            await context.close()
        assert not self.errors, self.errors

    def _watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self._failed(page, error.stack or str(error)))
        page.on("console", self._console)

    def _failed(self, page: Page, error: str) -> None:
        if not is_network_news(error):
            self.errors.append(f"{page.url}: {error}")

    def _console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.errors.append(f"{message.text} {message.location}")
