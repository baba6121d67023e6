"""Leaving asks first when something would be lost, and only then."""

from playwright.async_api import Dialog, WebSocketRoute, expect

from documents.tests.e2e.writing import Writer, Writers
from documents.tests.harness.browser import Pages
from documents.tests.harness.network import Network
from documents.tests.harness.people import Person

# What opens is older than what there is: that fails as a browser fails that stores nothing.
_NO_STORAGE = """{
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function () {
        open.call(this, 'newer', 2);
        return open.call(this, 'newer', 1);
    };
}"""


def watch_questions(writer: Writer) -> list[str]:
    """Let the page ask before it is left; returns the list of what it has asked."""
    asked: list[str] = []

    async def agree(dialog: Dialog) -> None:
        asked.append(dialog.type)
        await dialog.accept()

    writer.page.on("dialog", agree)
    return asked


async def test_nobody_is_asked_when_all_is_saved(alice: Person, writers: Writers) -> None:
    address = f"{alice.web.url}/d/{alice.new_document()}/"
    writer = await writers.open(address, alice)
    asked = watch_questions(writer)
    await writer.text.click()
    await writer.type("safe")
    await writer.saved()
    await writer.page.reload()
    await writer.shows("safe")
    assert asked == []


async def test_nobody_is_asked_when_this_browser_keeps_it(
    alice: Person, network: Network, writers: Writers
) -> None:
    writer = await writers.open(f"{network.url}/d/{alice.new_document()}/", alice)
    await writer.saved()
    asked = watch_questions(writer)
    network.cut()
    await writer.text.click()
    await writer.type("kept here")
    await writer.reads("Offline: your changes are kept in this browser")
    await writer.page.goto("about:blank")
    assert asked == []


def hold_state(socket: WebSocketRoute) -> None:
    """Let the server never hear what the page holds, and so never acknowledge it."""
    server = socket.connect_to_server()

    def pass_on(message: str | bytes) -> None:
        # The document's name with its length, then a sync message that is a step 2.
        is_state = isinstance(message, bytes) and message[1 + message[0] :][:2] == b"\x00\x01"
        if not is_state:
            server.send(message)

    socket.on_message(pass_on)


async def test_whoever_has_changed_nothing_is_not_asked(
    alice: Person, bob: Person, writers: Writers, pages: Pages
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    other = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    await other.type("theirs")
    await other.saved()
    writer = await writers.new(bob)
    await writer.page.add_init_script(_NO_STORAGE)
    await writer.page.route_web_socket("**/ws/**", hold_state)
    await writer.page.goto(f"{alice.web.url}{alice.link(document)}")
    await writer.shows("theirs")
    asked = watch_questions(writer)
    await writer.text.click()
    await expect(writer.state).not_to_contain_text("Saved")
    await writer.page.goto("about:blank")
    assert asked == []
    pages.errors.clear()


async def test_whoever_would_lose_something_is_asked(
    alice: Person, network: Network, writers: Writers, pages: Pages
) -> None:
    writer = await writers.new(alice)
    await writer.page.add_init_script(_NO_STORAGE)
    await writer.page.goto(f"{network.url}/d/{alice.new_document()}/")
    await writer.saved()
    asked = watch_questions(writer)
    network.cut()
    await writer.text.click()
    await writer.type("nowhere else")
    await writer.reads("Not saved: offline")
    await writer.page.goto("about:blank")
    assert asked == ["beforeunload"]
    # y-indexeddb leaves the failure that we handle unhandled a second time.
    assert all("VersionError" in error for error in pages.errors)
    pages.errors.clear()
