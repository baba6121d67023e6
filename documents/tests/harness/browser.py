"""Chromium, shared by the run; every person gets a context of their own."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import pytest
from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Frame,
    Page,
    async_playwright,
)

from documents.tests.harness.people import Person
from documents.tests.harness.profiles import Profile, Profiles, new_context

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


def is_network_news(message: str) -> bool:
    """Whether the browser only tells of a connection that failed."""
    return any(news in message for news in NETWORK_NEWS)


@asynccontextmanager
async def launch(*flags: str) -> AsyncIterator[Browser]:
    """The machine's Chromium, with these flags besides ours."""
    path = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
    )
    if not path:
        pytest.fail("the end-to-end tests need Chromium: `make test` installs it on Debian")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=[*FLAGS, *flags])
        yield browser
        await browser.close()


class Pages:
    """Opens pages for people, and remembers what went wrong in them."""

    def __init__(self, browser: Browser, profiles: Profiles | None = None) -> None:
        self.browser = browser
        self.errors: list[str] = []
        self._profiles = profiles
        self._taken: list[Profile] = []
        self._fresh: list[BrowserContext] = []
        self._origins: set[str] = set()

    async def context(
        self, person: Person | None = None, *, scripts: bool = True, keeps: bool = False
    ) -> BrowserContext:
        """A fresh browser profile; `person`'s cookies are in it. It may run no scripts.

        A browser that keeps Collab for use without a server first loads all of it, which is for
        tests of just that.
        """
        context = await new_context(self.browser, scripts=scripts, keeps=keeps)
        self._fresh.append(context)
        return await self._for(person, context)

    async def used_context(self, person: Person | None = None) -> BrowserContext:
        """The same where scripts are there already, which makes pages open faster."""
        if self._profiles is None:
            return await self.context(person)
        profile = await self._profiles.take()
        self._taken.append(profile)
        return await self._for(person, profile.context)

    async def open(self, url: str, person: Person | None = None) -> Page:
        """A page at `url` in a browser of its own."""
        page = await (await self.used_context(person)).new_page()
        await page.goto(url)
        return page

    async def close(self) -> None:
        """Close every page; fails when one threw an error or broke its CSP."""
        for context in self._fresh:
            await context.close()
        for profile in self._taken:
            assert self._profiles is not None
            profile.context.remove_listener("page", self._watch)
            await self._profiles.give_back(profile, self._origins)
        assert not self.errors, self.errors

    async def _for(self, person: Person | None, context: BrowserContext) -> BrowserContext:
        if person is not None:
            await context.add_cookies(
                [
                    {"name": cookie.name, "value": cookie.value or "", "url": person.web.url}
                    for cookie in person.cookies
                ]
            )
        context.on("page", self._watch)
        return context

    def _watch(self, page: Page) -> None:
        page.on("framenavigated", self._visited)
        page.on("pageerror", lambda error: self._failed(page, error.stack or str(error)))
        page.on("console", self._console)

    def _visited(self, frame: Frame) -> None:
        scheme, host, *_ = urlsplit(frame.url)
        if host:
            self._origins.add(f"{scheme}://{host}")

    def _failed(self, page: Page, error: str) -> None:
        if not is_network_news(error):
            self.errors.append(f"{page.url}: {error}")

    def _console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.errors.append(f"{message.text} {message.location}")
