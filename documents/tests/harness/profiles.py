"""Chromium's profiles: fresh ones, and those that one test uses after the other."""

import asyncio
from collections.abc import Iterable
from typing import Self

from playwright.async_api import Browser, BrowserContext, CDPSession

ONE_PROCESS = "--process-per-site"
"""Shows all pages of a site in one profile by one process; `Profile` wants it."""
SITE = "http://localhost/"
"""All web processes of tests are of this site, whatever their ports."""

# Chromium itself does not tell which element breaks the page's CSP.
TELL_VIOLATIONS = """document.addEventListener("securitypolicyviolation", (event) => console.error(
    "Content Security Policy", event.effectiveDirective, event.sample,
    event.target?.outerHTML?.slice(0, 1000)
))"""


async def new_context(
    browser: Browser, *, scripts: bool = True, keeps: bool = False
) -> BrowserContext:
    """A profile that nobody has used; `Pages.context` says what it may do."""
    context = await browser.new_context(
        viewport={"width": 1280, "height": 800},
        java_script_enabled=scripts,
        service_workers="allow" if keeps else "block",
    )
    await context.add_init_script(TELL_VIOLATIONS)
    return context


class Profile:
    """A browser profile for one test after the other, in which only scripts stay.

    Chromium keeps what it has compiled in the process that shows a site, so one page always stays.
    """

    def __init__(self, context: BrowserContext, devtools: CDPSession) -> None:
        self.context = context
        self._devtools = devtools

    @classmethod
    async def made(cls, browser: Browser) -> Self:
        """A new one."""
        context = await new_context(browser)
        page = await context.new_page()
        await page.route(SITE, lambda route: route.fulfill(body="stays"))
        await page.goto(SITE)
        await page.unroute(SITE)
        return cls(context, await context.new_cdp_session(page))

    async def clear(self, origins: Iterable[str]) -> None:
        """Leave nothing in it of what people did on pages of these origins."""
        _, *pages = self.context.pages
        await asyncio.gather(*(page.close() for page in pages))
        await self.context.clear_cookies()
        await self.context.clear_permissions()
        await self.context.unroute_all()
        await self.context.set_offline(False)
        for origin in origins:
            everything = {"origin": origin, "storageTypes": "all"}
            await self._devtools.send("Storage.clearDataForOrigin", everything)


class Profiles:
    """Profiles that tests take and give back, since fresh ones load and compile all anew."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: list[Profile] = []

    async def take(self) -> Profile:
        """One that holds nothing of anybody."""
        return self._free.pop() if self._free else await Profile.made(self._browser)

    async def give_back(self, profile: Profile, origins: Iterable[str]) -> None:
        """Clear one, whose pages were of these origins, for the next test."""
        await profile.clear(origins)
        self._free.append(profile)
