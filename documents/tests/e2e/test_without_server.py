"""Collab opens without its server: what was visited before can be read and written."""

import json

from playwright.async_api import Page, expect

from documents.tests.e2e.axe import faults
from documents.tests.e2e.log import stored_blocks
from documents.tests.e2e.test_offline import OFFLINE
from documents.tests.e2e.writing import Block, Writer, Writers, same_text
from documents.tests.harness.browser import Pages
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.network import Network
from documents.tests.harness.people import PASSWORD, Person
from documents.tests.harness.waiting import until

UNREACHABLE = "Collab cannot be reached"
NOT_HERE = "This document is not on this device"

_DATABASES = "indexedDB.databases().then(all => all.map(({ name }) => name).sort())"


async def kept_by(page: Page) -> None:
    """Wait until the browser can open Collab without its server."""
    await page.evaluate("navigator.serviceWorker.ready.then(() => true)")


async def databases(page: Page) -> list[str]:
    """The names of what the browser has stored in IndexedDB."""
    names: list[str] = await page.evaluate(_DATABASES)
    return names


async def test_what_was_visited_before_opens_and_can_be_written_in(
    cluster: Cluster, alice: Person, bob: Person, network: Network, writers: Writers
) -> None:
    document, other = alice.new_document("Plans"), alice.new_document("Elsewhere")
    alice.share(document, "edit")
    there = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    away = await writers.new(alice, keeps=True)
    await away.page.goto(network.url)
    await kept_by(away.page)
    await away.page.get_by_role("link", name="Plans").click()
    await away.text.click()
    await away.type("|")
    await away.saved()
    await there.shows("|")

    network.cut()
    await there.go_to_end()
    await there.type(" theirs")
    await there.saved()
    await away.page.goto(network.url)
    await expect(away.page.get_by_role("heading", level=1)).to_have_text(UNREACHABLE)
    here = away.page.get_by_role("region", name="On this device", exact=True)
    await expect(here.get_by_role("listitem")).to_have_text(["Plans"])
    missing = away.page.get_by_role("region", name="Not on this device")
    await expect(missing.get_by_role("listitem")).to_have_text(["Elsewhere"])
    assert await faults(away.page) == []
    await here.get_by_role("link", name="Plans").click()
    await away.shows("|")
    await expect(away.title).to_have_value("Plans")
    await away.go_to_start()
    await away.type("mine, ")
    await away.reads(OFFLINE)
    await away.page.reload()
    await away.shows("mine, |")

    await away.page.close()
    again = await writers.beside(away.page.context)
    await again.page.goto(f"{network.url}/d/{other}/")
    await expect(again.page.get_by_role("heading", level=1)).to_have_text(NOT_HERE)
    await again.page.goto(f"{network.url}/d/{document}/")
    await again.shows("mine, |")
    await again.go_to_start()
    await again.type("still ")
    await again.title.fill("Better plans")
    await again.reads(OFFLINE)

    network.mend()
    expected = [Block("paragraph", "still mine, | theirs")]
    assert await same_text(again, there) == expected
    assert stored_blocks(cluster, document) == expected
    await expect(there.title).to_have_value("Better plans")


async def keep_a_document(
    person: Person, network: Network, writers: Writers, text: str
) -> tuple[Writer, str]:
    """Somebody whose browser has kept a document with this text; returns its address, too."""
    address = f"{network.url}/d/{person.new_document()}/"
    writer = await writers.new(person, keeps=True)
    await writer.page.goto(address)
    await writer.text.click()
    await writer.type(text)
    await writer.saved()
    await kept_by(writer.page)
    return writer, address


async def assert_nothing_is_left(page: Page, network: Network, address: str) -> None:
    """Fail when the browser shows or holds anything of documents without the server."""
    # The account's own, not the list of what it keeps.
    await until(lambda: databases(page), lambda names: set(names) <= {"collab:kept"})
    network.cut()
    await page.goto(address)
    await expect(page.get_by_role("heading", level=1)).to_have_text(NOT_HERE)
    await expect(page.get_by_role("main")).to_have_attribute("aria-busy", "false")
    await expect(page.get_by_role("listitem")).to_have_count(0)
    network.mend()


async def test_signing_out_leaves_nothing_behind(
    alice: Person, network: Network, writers: Writers
) -> None:
    writer, address = await keep_a_document(alice, network, writers, "secret")
    await writer.page.goto(network.url)
    await writer.page.get_by_role("button", name="Your account").click()
    await writer.page.get_by_role("button", name="Sign out", exact=True).click()
    await expect(writer.page.get_by_role("link", name="Start writing")).to_be_visible()
    await assert_nothing_is_left(writer.page, network, address)


async def test_another_person_in_the_same_browser_finds_nothing(
    alice: Person, bob: Person, network: Network, writers: Writers
) -> None:
    writer, address = await keep_a_document(alice, network, writers, "secret")
    await writer.page.goto(network.url)
    await writer.page.context.clear_cookies()
    await writer.page.goto(f"{network.url}/accounts/login/")
    await writer.page.get_by_label("Email").fill(bob.email)
    await writer.page.get_by_label("Password").fill(PASSWORD)
    await writer.page.get_by_role("main").get_by_role("button", name="Sign in").click()
    await expect(writer.page.get_by_role("heading", name="Documents")).to_be_visible()
    await assert_nothing_is_left(writer.page, network, address)


async def test_who_has_lost_a_document_keeps_nothing_of_it(
    alice: Person, bob: Person, network: Network, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "view")
    reader = await writers.new(bob, keeps=True)
    await reader.page.goto(f"{network.url}{alice.link(document)}")
    await reader.reads("Read only")
    await kept_by(reader.page)
    address = reader.page.url

    network.cut()
    await reader.page.goto(address)
    await expect(reader.text).to_have_attribute("contenteditable", "false")
    await expect(reader.page.get_by_role("link", name="Share")).to_have_count(0)
    await reader.page.goto("about:blank")
    alice.share(document, "off")
    network.mend()
    await reader.page.goto(address)
    gone = reader.page.get_by_role("heading", name="There is nothing here for you")
    await expect(gone).to_be_visible()
    reader.complaints.clear()  # the browser's own, of the page that is not there
    await assert_nothing_is_left(reader.page, network, address)


async def test_a_server_that_does_not_answer_is_not_waited_for(
    alice: Person, network: Network, writers: Writers
) -> None:
    writer, address = await keep_a_document(alice, network, writers, "here")
    network.go_mute()
    await writer.page.goto(address)
    await writer.shows("here")
    await writer.go_to_start()
    await writer.type("still ")
    network.mend()
    network.drop()
    await writer.saved()
    await writer.shows("still here")


async def test_it_can_be_installed(alice: Person, pages: Pages) -> None:
    page = await (await pages.context(alice, keeps=True)).new_page()
    await page.goto(alice.web.url)
    await kept_by(page)
    devtools = await page.context.new_cdp_session(page)
    found = await devtools.send("Page.getAppManifest")
    assert found["errors"] == []
    assert json.loads(found["data"])["display"] == "standalone"
    problems = (await devtools.send("Page.getInstallabilityErrors"))["installabilityErrors"]
    # Every browser of a test forgets everything when it is closed.
    assert {problem["errorId"] for problem in problems} <= {"in-incognito"}
