"""Two people write in one document: from signing up to what the log holds."""

import asyncio

from playwright.async_api import Page, expect

from collab.embedded.web import Web
from documents.tests.e2e.log import commits_held, stored_blocks
from documents.tests.e2e.writing import Block, Writers, same_text, type_for
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.people import PASSWORD, Person

SECONDS = 30
CLIPBOARD = ["clipboard-read", "clipboard-write"]


async def test_two_people_type_in_one_paragraph(
    cluster: Cluster, web: Web, writers: Writers
) -> None:
    cluster.forget_rate_limits()
    ada, charles = await writers.new(), await writers.new()
    await ada.page.context.grant_permissions(CLIPBOARD)
    await ada.page.goto(web.url)
    await sign_up(ada.page, "Ada Lovelace", "ada@example.org")
    await ada.page.get_by_role("button", name="New document").first.click()
    await ada.text.wait_for()
    document = ada.page.url.split("/")[-2]
    link = await share_for_editing(ada.page)

    await charles.page.goto(link)
    await charles.page.get_by_label("Your name").fill("Charles")
    await charles.page.get_by_role("button", name="Start writing").click()
    await charles.text.wait_for()

    await ada.go_to_start()
    await ada.type("|")
    await charles.shows("|")
    await ada.go_to_start()
    await charles.go_to_end()
    adas, charless = await asyncio.gather(
        type_for(SECONDS, ada, "engine"), type_for(SECONDS, charles, "wheel")
    )

    await expect(ada.caret_of("Charles")).to_be_visible()
    await expect(charles.caret_of("Ada Lovelace")).to_be_visible()
    await expect(ada.avatar_of("Charles")).to_be_visible()
    await expect(charles.avatar_of("Ada Lovelace")).to_be_visible()
    both = await same_text(ada, charles)
    assert both == [Block("paragraph", f"{adas}|{charless}")]
    third = await writers.open(link, Person("Third", web).sign_up(cluster))
    await third.saved()
    assert await third.blocks() == both
    assert stored_blocks(cluster, document) == both


async def test_nothing_is_saved_or_shown_before_it_is_committed(
    cluster: Cluster, alice: Person, bob: Person, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    writer, reader = await writers.together(alice, bob, document)
    await same_text(writer, reader)
    await reader.record_text()

    with commits_held(cluster, document):
        await writer.text.focus()
        await writer.record_states()
        # Slowly: what does not wait for the commit has the time to arrive.
        await writer.type("held back", pause=200)
        await writer.reads("Saving…")
        assert all("Saved" not in state for state in await writer.recorded_states())
        assert not any("held" in text for text in await reader.recorded_texts())
        assert stored_blocks(cluster, document) == [Block("paragraph", "")]
    await reader.shows("held back")
    await writer.saved()
    assert stored_blocks(cluster, document) == [Block("paragraph", "held back")]


async def sign_up(page: Page, name: str, email: str) -> None:
    """Make an account, from the first page on."""
    await page.get_by_role("link", name="Start writing").click()
    await page.get_by_label("Your name").fill(name)
    await page.get_by_label("Email").fill(email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign up").click()


async def share_for_editing(page: Page) -> str:
    """Switch the document's link on and copy it; returns what the clipboard then holds."""
    await page.get_by_role("link", name="Share").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("radio", name="Anyone with the link can edit").check()
    await dialog.get_by_role("button", name="Copy link").click()
    await expect(dialog.get_by_role("button", name="Copied")).to_be_visible()
    await page.keyboard.press("Escape")
    link: str = await page.evaluate("navigator.clipboard.readText()")
    return link
