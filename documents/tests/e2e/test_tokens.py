"""Mentions of people and documents, dates and emoji."""

from playwright.async_api import Locator, expect

from documents.tests.e2e.axe import faults
from documents.tests.e2e.writing import Block, Writer, Writers
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import equal


def list_of(writer: Writer, name: str) -> Locator:
    """What is offered behind a sign."""
    return writer.page.get_by_role("listbox", name=name)


async def test_somebody_who_is_here_and_a_document_are_mentioned(
    alice: Person, bob: Person, writers: Writers
) -> None:
    document = alice.new_document("Minutes")
    plan = alice.new_document("Plan of the mill")
    bob.new_document("Plan of Bob's own")
    alice.share(document, "edit")
    writer, other = await writers.together(alice, bob, document)
    await expect(writer.avatar_of("Bob")).to_be_visible()
    await writer.type("ask @")
    offered = list_of(writer, "Mention").get_by_role("option")
    await expect(offered.get_by_text("Bob", exact=True)).to_be_visible()
    await expect(offered.get_by_text("Alice", exact=True)).to_be_visible()
    assert await faults(writer.page) == []
    await writer.type("bo")
    await expect(offered).to_have_count(1)
    await writer.press("Enter")
    await writer.type("about @plan")
    await expect(offered).to_have_text(["Plan of the mill"])
    await writer.press("Enter")
    words = "ask @Bob about Plan of the mill "
    await other.shows(words)
    await expect(other.text.locator("[data-person]")).to_have_text("@Bob")
    link = other.text.get_by_role("link", name="Plan of the mill")
    await expect(link).to_have_attribute("href", f"/d/{plan}/")
    # A pointer that rests on a mention is told of it, and may come along.
    card = writer.page.locator(".mention-card")
    await writer.text.locator("[data-person]").hover()
    await expect(card).to_contain_text("Here now")
    assert await faults(writer.page) == []
    await card.get_by_role("button", name="Go to Bob").hover()
    await writer.press("Escape")
    await expect(card).to_be_hidden()
    await expect(writer.text).to_be_focused()
    # So are keys, and whoever may not see what is mentioned learns nothing of it.
    await writer.press("ArrowLeft", "Alt+Enter")
    await expect(card).to_contain_text("Edited")
    await expect(card.get_by_role("link", name="Open Plan")).to_be_focused()
    await writer.press("Escape", "ArrowRight")
    await link.hover()
    await expect(other.page.locator(".mention-card")).to_contain_text("or it is not for you")
    # Chromium says on its console what was not found.
    other.complaints = [said for said in other.complaints if "404" not in said]
    await other.page.mouse.move(0, 0)
    await expect(other.page.locator(".mention-card")).to_be_hidden()
    # Whoever may not see it gets what is told of any document that is not there.
    async with other.page.context.expect_page() as opened:
        await link.click()
    await expect((await opened.value).get_by_text("There is nothing here for you")).to_be_visible()

    await writer.press("Backspace", "Backspace")
    await writer.shows("ask @Bob about ")
    await writer.saved()


async def test_a_date_is_written_chosen_and_changed(alice: Person, writers: Writers) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    await writer.type("due @2026-12-24")
    await expect(list_of(writer, "Mention")).to_contain_text("24 December 2026")
    await writer.press("Enter")
    await writer.type("at noon")
    day = writer.text.locator("time")
    await expect(day).to_have_attribute("datetime", "2026-12-24")
    await day.click()
    field = writer.page.get_by_label("Day", exact=True)
    await expect(field).to_have_value("2026-12-24")
    assert await faults(writer.page) == []
    await field.fill("2027-01-06")
    await writer.press("Enter")
    await expect(day).to_have_attribute("datetime", "2027-01-06")
    await writer.shows("due 6 January 2027 at noon")
    await writer.saved()
    await writer.page.reload()
    await expect(day).to_have_text("6 January 2027")


async def test_an_emoji_is_chosen_or_named(alice: Person, writers: Writers) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    await writer.type("at 10:30 :par")
    offered = list_of(writer, "Emoji").get_by_role("option", name="Partying face")
    await expect(offered).to_be_visible()
    assert await faults(writer.page) == []
    await offered.click()
    await writer.type(" :tada: ")
    await equal(writer.blocks, [Block("paragraph", "at 10:30 🥳 🎉 ")])

    await writer.type("/emoji")
    await writer.press("Enter")
    picker = writer.page.get_by_role("dialog", name="Emoji")
    search = picker.get_by_role("combobox", name="Search emoji")
    await expect(search).to_be_focused()
    assert await faults(writer.page) == []
    flags = picker.get_by_role("button", name="Flags")
    await flags.click()
    await expect(picker.get_by_role("status")).to_contain_text("chequered flag")
    await expect(flags).to_have_attribute("aria-current", "true")
    await expect(search).to_be_focused()
    await writer.type("thumbs")
    await writer.press("ArrowRight", "ArrowLeft", "Enter")
    await expect(picker).to_be_hidden()
    await writer.type("!")
    await equal(writer.blocks, [Block("paragraph", "at 10:30 🥳 🎉 👍️!")])

    await writer.toolbar.get_by_role("button", name="Emoji").click()
    lately = picker.get_by_role("group", name="Recently used").get_by_role("option")
    await expect(lately).to_have_text(["👍️"])
    await writer.press("Escape")
    await expect(picker).to_be_hidden()
    await expect(writer.text).to_be_focused()
    await writer.toolbar.get_by_role("button", name="Emoji").click()
    await picker.get_by_role("combobox", name="Skin tone").select_option("🏽")
    await lately.click()
    await equal(writer.blocks, [Block("paragraph", "at 10:30 🥳 🎉 👍️!👍🏽")])

    # Above the keyboard of a phone, below the bar, eight in a line.
    await writer.page.set_viewport_size({"width": 360, "height": 380})
    await writer.type(" /emoji")
    await writer.press("Enter")
    box, bar = await picker.bounding_box(), await writer.page.locator(".editor-top").bounding_box()
    assert box
    assert bar
    assert box["width"] == 360
    assert box["y"] + box["height"] == 380
    assert box["y"] >= bar["y"] + bar["height"] - 1
    await picker.get_by_role("button", name="People & body").click()
    hand = await picker.get_by_role("option", name="waving hand").bounding_box()
    assert hand
    assert 42 < hand["width"] <= 360 / 8
