"""One finds the others: by following them, and by hints at the window's edges."""

from collections.abc import Awaitable, Callable

from playwright.async_api import Locator, expect

from documents.tests.e2e.axe import faults
from documents.tests.e2e.test_long_document import long_document
from documents.tests.e2e.writing import Writer, Writers
from documents.tests.harness.node import NodeClient
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import until

MILLISECONDS = 30_000

NewClient = Callable[[], Awaitable[NodeClient]]


async def two_in_a_long_document(
    alice: Person, bob: Person, writers: Writers, node_client: NewClient
) -> tuple[Writer, Writer]:
    """Alice at the start of a long document, and Bob, whose cursor is at its end."""
    address = await long_document(alice, await node_client())
    document = address.split("/")[-2]
    alice.share(document, "edit")
    reader = await writers.open(address, alice)
    writer = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await writer.saved()
    await writer.go_to_end()
    await hears(reader, "Bob joined.")
    return reader, writer


async def hears(reader: Writer, words: str) -> None:
    """Wait until a screen reader has been told this."""
    news = reader.page.get_by_role("main").get_by_role("status")
    await expect(news).to_contain_text(words, timeout=MILLISECONDS)


def note(reader: Writer) -> Locator:
    """What says whom one follows."""
    return reader.page.get_by_role("group", name="Following")


async def is_still(reader: Writer) -> None:
    """Wait until the page has come to rest."""
    before = -1.0

    async def ask() -> bool:
        nonlocal before
        last, before = before, await reader.page.evaluate("scrollY")
        return bool(last == before)

    await until(ask, bool, seconds=30)


async def sees(reader: Writer, writer: str) -> None:
    """Wait until somebody's caret is in view."""
    await expect(reader.caret_of(writer)).to_be_in_viewport(timeout=MILLISECONDS)


async def test_the_view_goes_where_the_followed_person_writes(
    alice: Person, bob: Person, writers: Writers, node_client: NewClient
) -> None:
    reader, writer = await two_in_a_long_document(alice, bob, writers, node_client)
    await expect(reader.caret_of("Bob")).not_to_be_in_viewport()

    avatar = reader.avatar_of("Bob")
    await avatar.click()
    await expect(note(reader)).to_contain_text("Following Bob")
    await expect(avatar).to_have_attribute("aria-pressed", "true")
    await hears(reader, "Following Bob. Press Escape to stop.")
    await sees(reader, "Bob")
    assert await faults(reader.page) == []
    await reader.page.set_viewport_size({"width": 1280, "height": 800})

    await writer.go_to_start()
    await writer.type("at the start")
    await until(lambda: reader.page.evaluate("scrollY < innerHeight"), bool, seconds=30)
    await sees(reader, "Bob")
    await expect(note(reader)).to_be_visible()
    await writer.press("Control+End")
    await until(lambda: reader.page.evaluate("scrollY > 2 * innerHeight"), bool, seconds=30)
    await sees(reader, "Bob")

    await avatar.click()
    await expect(note(reader)).to_be_hidden()
    await is_still(reader)
    await writer.press("Control+Home")
    await expect(reader.caret_of("Bob")).not_to_be_in_viewport(timeout=MILLISECONDS)


async def test_whatever_one_does_oneself_ends_following(
    alice: Person, bob: Person, writers: Writers, node_client: NewClient
) -> None:
    reader, _ = await two_in_a_long_document(alice, bob, writers, node_client)
    page = reader.page

    async def follow() -> None:
        await reader.avatar_of("Bob").click()
        await sees(reader, "Bob")
        await is_still(reader)
        await expect(note(reader)).to_be_visible()

    await follow()
    await page.keyboard.press("Escape")
    await expect(note(reader)).to_be_hidden()

    await follow()
    await page.mouse.move(640, 400)
    await page.mouse.wheel(0, -600)
    await expect(note(reader)).to_be_hidden()

    await follow()
    await page.mouse.click(640, 400)
    await expect(note(reader)).to_be_hidden()

    await follow()
    await page.keyboard.type("x")
    await expect(note(reader)).to_be_hidden()

    await follow()
    await page.get_by_role("button", name="Stop following").click()
    await expect(note(reader)).to_be_hidden()


async def test_following_ends_when_the_person_leaves(
    alice: Person, bob: Person, writers: Writers, node_client: NewClient
) -> None:
    reader, writer = await two_in_a_long_document(alice, bob, writers, node_client)
    await reader.avatar_of("Bob").focus()
    await reader.press("Enter")
    await expect(note(reader)).to_be_visible()
    await writer.page.goto("about:blank")
    await expect(note(reader)).to_be_hidden(timeout=MILLISECONDS)
    await hears(reader, "Bob left.")


async def test_a_hint_at_the_edge_leads_to_whoever_writes_out_of_view(
    alice: Person, bob: Person, writers: Writers, node_client: NewClient
) -> None:
    reader, writer = await two_in_a_long_document(alice, bob, writers, node_client)
    below = reader.page.get_by_role("button", name="Bob writes further down: go there")
    above = reader.page.get_by_role("button", name="Bob writes further up: go there")
    await expect(below).to_be_visible(timeout=MILLISECONDS)
    await expect(above).to_be_hidden()
    assert await faults(reader.page) == []
    await reader.page.set_viewport_size({"width": 1280, "height": 800})

    await below.click()
    await sees(reader, "Bob")
    await expect(below).to_be_hidden(timeout=MILLISECONDS)

    await writer.press("Control+Home")
    await above.focus()
    await reader.press("Enter")
    await sees(reader, "Bob")
    await expect(above).to_be_hidden(timeout=MILLISECONDS)
    await expect(reader.text).to_be_focused()


async def test_on_a_phone_the_hint_is_not_over_the_toolbar(
    alice: Person, bob: Person, writers: Writers, node_client: NewClient
) -> None:
    reader, _ = await two_in_a_long_document(alice, bob, writers, node_client)
    await reader.page.set_viewport_size({"width": 360, "height": 740})
    hint = reader.page.get_by_role("button", name="Bob writes further down: go there")
    await expect(hint).to_be_visible(timeout=MILLISECONDS)
    chip, toolbar = await hint.bounding_box(), await reader.toolbar.bounding_box()
    assert chip is not None
    assert toolbar is not None
    assert chip["y"] + chip["height"] < toolbar["y"]


async def test_comings_and_goings_are_told(alice: Person, bob: Person, writers: Writers) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    reader = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    await reader.saved()
    other = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await hears(reader, "Bob joined.")
    await other.page.goto("about:blank")
    await hears(reader, "Bob left.")
