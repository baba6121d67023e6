"""Browser profiles serve one test after the other, and bring nothing along."""

from playwright.async_api import Browser

from collab.embedded.web import Web
from documents.tests.harness.browser import Pages
from documents.tests.harness.profiles import Profiles

LEAVE = """async () => {
    document.cookie = "left=1; max-age=1000";
    localStorage.left = sessionStorage.left = "1";
    await caches.open("left");
    await new Promise(done => { indexedDB.open("left").onsuccess = done; });
}"""

FIND = """async () => ({
    hasCookie: document.cookie.includes("left=1"),
    storage: [Object.keys(localStorage), Object.keys(sessionStorage)],
    caches: await caches.keys(),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    permission: (await navigator.permissions.query({ name: "clipboard-read" })).state,
    width: innerWidth,
    isDark: matchMedia("(prefers-color-scheme: dark)").matches,
    isOnLine: navigator.onLine,
    isIntercepted: (await fetch("/healthz")).status !== 200,
})"""


async def test_a_profile_keeps_nothing_for_the_next_test(chromium: Browser, web: Web) -> None:
    profiles = Profiles(chromium)
    pages, later = Pages(chromium, profiles), Pages(chromium, profiles)
    page = await pages.open(f"{web.url}/healthz")
    context = page.context
    nothing = await page.evaluate(FIND)
    await page.evaluate(LEAVE)
    await context.grant_permissions(["clipboard-read"])
    await context.route("**/healthz", lambda route: route.fulfill(status=404))
    await page.set_viewport_size({"width": 360, "height": 740})
    await page.emulate_media(color_scheme="dark")
    left = await page.evaluate(FIND)
    assert all(left[subject] != nothing[subject] for subject in nothing if subject != "isOnLine")
    await context.set_offline(True)
    assert await page.evaluate("navigator.onLine") is False
    await pages.close()

    page = await later.open(f"{web.url}/healthz")
    assert page.context is context
    assert await page.evaluate(FIND) == nothing
    await later.close()
    await context.close()
