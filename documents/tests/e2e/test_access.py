"""Who may write can change while the editor is open."""

import re

import pytest
from playwright.async_api import Page, expect

from documents.tests.e2e.axe import faults
from documents.tests.e2e.log import head, stored_blocks
from documents.tests.e2e.writing import Block, Writer, Writers, same_text
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import equal, until

SECONDS = 1.0

# The pages' clocks are this machine's, so that times of two of them can be compared.
_NOTE_CLICK = """radio => radio.addEventListener('click', () => window.clickedAt = Date.now())"""
_NOTE_READ_ONLY = """text => new MutationObserver(
    () => { if (!text.isContentEditable) window.readOnlyAt ??= Date.now(); }
).observe(text, {attributes: true})"""


# How many changes of a document this browser keeps.
_COUNT_KEPT = """async document => {
    const databases = await indexedDB.databases();
    const found = databases.find(({name}) => name.endsWith(document));
    if (!found) return 0;
    return await new Promise(resolve => {
        indexedDB.open(found.name).onsuccess = ({target: {result: database}}) => {
            const stores = [...database.objectStoreNames];
            if (!stores.includes('updates')) { database.close(); return resolve(0); }
            const count = database.transaction('updates').objectStore('updates').count();
            count.onsuccess = () => { database.close(); resolve(count.result); };
        };
    });
}"""


async def choose_access(page: Page, label: str) -> None:
    """Set in the share dialog who may do what, noting when."""
    await page.get_by_role("link", name="Share").click()
    radio = page.get_by_role("dialog").get_by_role("radio", name=label)
    await radio.evaluate(_NOTE_CLICK)
    await radio.check()
    await page.keyboard.press("Escape")


async def note_read_only(guest: Writer) -> None:
    """Have the guest's page note when it can be written no more."""
    await guest.text.evaluate(_NOTE_READ_ONLY)


async def seconds_until_read_only(guest: Writer, owner: Writer) -> float:
    """How long after the owner's click the guest could write no more."""
    await expect(guest.text).to_have_attribute("contenteditable", "false")
    stopped: int = await guest.page.evaluate("window.readOnlyAt")
    clicked: int = await owner.page.evaluate("window.clickedAt")
    return (stopped - clicked) / 1000


@pytest.mark.parametrize("choice", ["Only you", "Anyone with the link can view"])
async def test_an_open_editor_stops_at_once_when_writing_is_over(
    cluster: Cluster, alice: Person, bob: Person, writers: Writers, choice: str
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    owner, guest = await writers.together(alice, bob, document)
    await owner.type("stays readable")
    await guest.shows("stays readable")
    await same_text(owner, guest)
    await until(lambda: guest.page.evaluate(_COUNT_KEPT, document), lambda count: count > 0)
    await note_read_only(guest)

    await choose_access(owner.page, choice)

    assert await seconds_until_read_only(guest, owner) < SECONDS
    if choice == "Only you":
        await guest.reads("You no longer have access")
        await expect(guest.page.get_by_role("alert")).to_contain_text("no longer have access")
        await equal(lambda: guest.page.evaluate(_COUNT_KEPT, document), 0)
    else:
        await guest.reads("Read only")
        await expect(guest.page.get_by_text("You can only read this document now.")).to_be_visible()
    await expect(guest.title).not_to_be_editable()
    await expect(guest.toolbar).not_to_be_visible()
    await expect(guest.page.get_by_text("This document has no headings.")).to_be_visible()
    await guest.text.click()
    await guest.type("nothing more")
    assert await guest.words() == "stays readable"
    await owner.go_to_end()
    await owner.type(", and goes on")
    await owner.saved()
    assert stored_blocks(cluster, document) == [Block("paragraph", "stays readable, and goes on")]


async def test_a_reader_becomes_a_writer_in_place(
    alice: Person, bob: Person, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "view")
    owner, guest = await writers.together(alice, bob, document)
    await guest.reads("Read only")

    await choose_access(owner.page, "Anyone with the link can edit")
    await guest.saved()
    await guest.go_to_end()
    await guest.type("let in")
    await owner.shows("let in")
    await guest.saved()

    # Signed out in another window, they are told just that, and may come back.
    bob.post("/accounts/logout/")
    lost = guest.page.get_by_role("alert")
    await expect(lost).to_contain_text("You have been signed out")
    await expect(lost.get_by_role("link")).to_have_text("Sign in")
    assert await faults(guest.page) == []
    await lost.get_by_role("link").click()
    await expect(guest.page).to_have_url(re.compile(f"/accounts/login/.*{document}"))


async def test_a_view_link_shows_a_page_that_only_reads(
    cluster: Cluster, alice: Person, visitor: Person, writers: Writers
) -> None:
    document = alice.new_document("Minutes")
    owner = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    await owner.type("to be read")
    await owner.saved()
    rows = head(cluster, document)
    alice.share(document, "view")

    reader = await writers.open(f"{alice.web.url}{alice.link(document)}", visitor)
    await reader.shows("to be read")
    await reader.reads("Read only")
    await reader.text.click()
    await reader.type("not by me")
    await reader.press("Control+b", "Enter", "Backspace", "Control+z")
    assert await reader.words() == "to be read"
    await expect(reader.title).not_to_be_editable()
    await expect(reader.page.get_by_role("link", name="Share")).to_have_count(0)

    await owner.go_to_end()
    await owner.type(", live")
    await reader.shows("to be read, live")
    await owner.saved()
    assert stored_blocks(cluster, document) == [Block("paragraph", "to be read, live")]
    assert head(cluster, document) > rows
