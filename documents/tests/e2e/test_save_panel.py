"""The panel behind the save state says what is known of the document's safety."""

import re

from playwright.async_api import expect

from documents.tests.e2e.axe import faults
from documents.tests.e2e.log import commits_held
from documents.tests.e2e.panel import open_panel, says
from documents.tests.e2e.writing import Writers
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.network import Network
from documents.tests.harness.people import Person

KEPT = "Has everything on this page"


async def test_the_panel_tells_what_is_saved_and_what_waits(
    cluster: Cluster, alice: Person, writers: Writers
) -> None:
    document = alice.new_document()
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    await writer.saved()
    panel = await open_panel(writer)
    await says(panel, "Last saved", "You changed nothing so far")
    await says(panel, "Not saved yet", "Nothing")
    await says(panel, "Connection", "Connected")
    await says(panel, "Copy in this browser", KEPT)
    assert await faults(writer.page) == []

    await writer.press("Escape")
    await expect(panel).to_be_hidden()
    await writer.text.focus()
    with commits_held(cluster, document):
        await writer.type("held")
        await writer.reads("Saving…")
        panel = await open_panel(writer)
        await says(panel, "Not saved yet", "4 changes, the first")
        await says(panel, "Last saved", "Not since you opened it")
    await says(panel, "Not saved yet", "Nothing")
    await says(panel, "Last saved", "Just now")
    await says(panel, "Last saved", "seconds ago")


async def test_the_panel_is_opened_and_left_by_keys(alice: Person, writers: Writers) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    await writer.saved()
    button = writer.page.get_by_role("button", name="Saved More about saving")
    await button.focus()
    await writer.press("Enter")
    panel = writer.page.get_by_role("dialog", name="Saved")
    await expect(panel).to_be_focused()
    await writer.press("Escape")
    await expect(panel).to_be_hidden()
    await expect(button).to_be_focused()


async def test_a_lost_connection_is_told_and_tried_again_at_once(
    alice: Person, network: Network, writers: Writers
) -> None:
    writer = await writers.open(f"{network.url}/d/{alice.new_document()}/", alice)
    await writer.saved()
    network.cut()
    await writer.type("kept")
    await writer.reads("Offline")
    panel = await open_panel(writer)
    await says(panel, "Not saved yet", "4 changes, the first")
    await says(panel, "Connection", "Trying again in")
    await says(panel, "Copy in this browser", KEPT)
    assert await faults(writer.page) == []

    # The waits grow: with so long to go, what is tried soon is tried because of the button.
    await expect(panel).to_contain_text(re.compile(r"Trying again in ([4-9]|10) s"))
    async with writer.page.expect_websocket(timeout=2000):
        await panel.get_by_role("button", name="Try now").click()
    network.mend()
    await says(panel, "Connection", "Connected")
    await says(panel, "Not saved yet", "Nothing")
    await expect(panel.get_by_role("button", name="Try now")).to_be_hidden()
