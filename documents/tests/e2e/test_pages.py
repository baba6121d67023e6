"""The pages around the editor, as people use them."""

import re

from playwright.async_api import Page, expect

from documents.tests.e2e.axe import faults
from documents.tests.harness.browser import Pages
from documents.tests.harness.people import Person

TITLE = "A title that is so long that it must be cut somewhere on a phone, and on a desk as well"


def row(page: Page, title: str) -> str:
    """The selector of a document's row."""
    return f".row:has(:text('{title}'))"


async def test_every_page_is_accessible_and_fits_a_phone(
    pages: Pages, alice: Person, visitor: Person
) -> None:
    document = alice.new_document(TITLE)
    trashed = alice.new_document("Old")
    alice.post(f"/d/{trashed}/trash")
    alice.share(document, "edit")
    visitor.get(alice.link(document))
    found: list[str] = []
    everything: list[tuple[Person | None, list[str]]] = [
        (None, ["/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/404"]),
        (
            alice,
            [
                "/",
                f"/?rename={document}",
                f"/?trashed={trashed}",
                "/trash",
                f"/trash?delete={trashed}",
                f"/d/{document}/share",
                "/accounts/password/change/",
                "/accounts/logout/",
            ],
        ),
        (visitor, [f"/d/{document}/name"]),
    ]
    for person, paths in everything:
        page = await pages.open(f"{alice.web.url}/healthz", person)
        for path in paths:
            await page.goto(alice.web.url + path)
            found += await faults(page)
    assert found == []


async def test_menus_and_dialogs_are_accessible_and_fit_a_phone(
    pages: Pages, alice: Person
) -> None:
    alice.share(alice.new_document(TITLE), "view")
    page = await pages.open(alice.web.url, alice)
    await page.click("[aria-label='Your account']")
    found = await faults(page)
    await page.keyboard.press("Escape")
    await page.click(".row-more")
    found += await faults(page)
    await page.click(".menu-row >> text=Share")
    await expect(page.locator("#dialog")).to_be_visible()
    found += await faults(page)
    assert found == []


async def test_a_document_is_renamed_in_place_with_the_keyboard_alone(
    pages: Pages, alice: Person
) -> None:
    alice.new_document("Minutes")
    page = await pages.open(alice.web.url, alice)
    await page.focus("a.row-title")
    for key in ("Tab", "Enter", "Tab", "Tab", "Enter"):
        await page.keyboard.press(key)
    await expect(page.get_by_label("Title", exact=True)).to_be_focused()
    await page.keyboard.type("Autumn meeting")
    await page.keyboard.press("Enter")
    await expect(page.locator("a.row-title")).to_have_text("Autumn meeting")
    await expect(page.locator("a.row-title")).to_be_focused()


async def test_escape_leaves_a_title_as_it_was(pages: Pages, alice: Person) -> None:
    document = alice.new_document("Minutes")
    page = await pages.open(f"{alice.web.url}/?rename={document}", alice)
    await page.keyboard.type("Something else")
    await page.keyboard.press("Escape")
    await expect(page.locator("a.row-title")).to_have_text("Minutes")


async def test_a_trashed_document_comes_back_with_undo(pages: Pages, alice: Person) -> None:
    alice.new_document("Minutes")
    alice.new_document("Novel")
    page = await pages.open(alice.web.url, alice)
    await page.click(f"{row(page, 'Minutes')} >> .row-more")
    await page.click("text=Move to trash >> visible=true")
    await expect(page.locator("a.row-title")).to_have_text(["Novel"])
    await expect(page.get_by_role("button", name="Undo")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("a.row-title")).to_have_count(2)
    await expect(page.get_by_role("link", name="Minutes")).to_be_focused()


async def test_a_double_click_makes_one_document(pages: Pages, alice: Person) -> None:
    page = await pages.open(alice.web.url, alice)
    await page.dblclick("text=New document >> nth=0")
    await page.wait_for_url("**/d/*/")
    await page.goto(alice.web.url)
    await expect(page.locator("a.row-title")).to_have_count(1)


async def test_the_link_is_switched_and_copied_in_the_dialog(
    pages: Pages, alice: Person, visitor: Person
) -> None:
    document = alice.new_document("Minutes")
    context = await pages.context(alice)
    await context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = await context.new_page()
    await page.goto(alice.web.url)
    await page.click(".row-more")
    await page.click(".menu-row >> text=Share")
    await page.get_by_label("Anyone with the link can view").check()
    await page.get_by_role("button", name="Copy link").click()
    await expect(page.get_by_role("button", name="Copied")).to_be_visible()
    link = await page.evaluate("navigator.clipboard.readText()")
    assert visitor.get(link.removeprefix(visitor.web.url)).url.endswith(f"/d/{document}/")

    await page.get_by_label("Only you").check()
    await expect(page.locator("#share-url")).to_have_count(0)
    await expect(page.get_by_label("Only you")).to_be_focused()
    assert visitor.get(f"/d/{document}/").status == 404

    await page.get_by_role("button", name="Close").click()
    await expect(page.locator("#dialog")).to_be_hidden()


async def test_everything_works_without_javascript(pages: Pages, alice: Person) -> None:
    alice.new_document("Minutes")
    context = await pages.context(alice, scripts=False)
    page = await context.new_page()
    await page.goto(alice.web.url)

    await page.click(".row-more")
    await page.click("text=Rename >> visible=true")
    await page.fill("[name=title]", "Autumn")
    await page.click("button:text('Rename')")
    await expect(page.locator("a.row-title")).to_have_text("Autumn")

    await page.click(".row-more")
    await page.click("text=Share >> visible=true")
    await page.get_by_label("Anyone with the link can edit").check()
    await page.click("button:text('Save')")
    await expect(page.locator("#share-url")).to_have_value(re.compile("/s/"))

    await page.goto(alice.web.url)
    await page.click(".row-more")
    await page.click("text=Move to trash >> visible=true")
    await page.click("text=Undo")
    await expect(page.locator("a.row-title")).to_have_text("Autumn")


async def test_signing_out_clears_what_the_browser_keeps(pages: Pages, alice: Person) -> None:
    page = await pages.open(alice.web.url, alice)
    await page.evaluate(
        """() => Promise.all(["collab:user-1:document", "another"].map((name) =>
            new Promise((resolve) => {
              const request = indexedDB.open(name);
              request.onsuccess = () => resolve(request.result.close());
            })))"""
    )
    await page.click("[aria-label='Your account']")
    await page.click("text=Sign out")
    await expect(page.get_by_role("link", name="Start writing")).to_be_visible()
    kept = await page.evaluate("indexedDB.databases().then((all) => all.map(({name}) => name))")
    assert kept == ["another"]


async def test_a_page_of_somebody_signed_out_elsewhere_says_so(pages: Pages, alice: Person) -> None:
    alice.new_document("Minutes")
    context = await pages.context(alice)
    page = await context.new_page()
    await page.goto(alice.web.url)
    await context.clear_cookies()
    await page.click(".row-more")
    await page.click("text=Rename >> visible=true")
    await expect(page.get_by_role("link", name="Start writing")).to_be_visible()


async def test_a_server_that_cannot_be_reached_is_said(pages: Pages, alice: Person) -> None:
    alice.new_document("Minutes")
    context = await pages.context(alice)
    page = await context.new_page()
    await page.goto(alice.web.url)
    await context.set_offline(True)
    await page.click(".row-more")
    await page.click("text=Rename >> visible=true")
    await expect(page.get_by_text("The server cannot be reached")).to_be_visible()
