"""Pages that were open while the server was upgraded lose nothing and destroy nothing."""

import asyncio

import pycrdt
from playwright.async_api import Route, expect

from collab.embedded.web import Web
from documents.core.messages import Update
from documents.core.schema_version import SCHEMA_VERSION
from documents.tests.e2e.log import stored, stored_blocks
from documents.tests.e2e.writing import Writer, Writers, same_text
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.network import Network
from documents.tests.harness.people import Person
from documents.tests.harness.socket import EMPTY, raw_client

UPDATED = "Collab has been updated"
PROCESS = 5
UPGRADED = "documents.tests.harness.upgraded:application"


async def serve_older_editor(route: Route) -> None:
    """Answer with the editor as an earlier release would have had it."""
    answer = await route.fetch()
    body = (await answer.text()).replace(SCHEMA_VERSION, "earlier")
    # Under its own name, which is that of today's: so it must not stay.
    headers = {"Content-Type": "text/javascript", "Cache-Control": "no-store"}
    await route.fulfill(body=body, headers=headers)


async def add_hologram(web: Web, document: str, person: Person) -> None:
    """Put into the document what no page of today knows, with a word in it."""
    async with raw_client(web, "y-websocket", document, person) as client:
        await client.send(EMPTY)
        replica: pycrdt.Doc[pycrdt.XmlFragment] = pycrdt.Doc()
        replica.apply_update(await client.hears_step_2())
        before = replica.get_state()
        fragment = replica.get("default", type=pycrdt.XmlFragment)
        fragment.children.append(pycrdt.XmlElement("hologram", {}, [pycrdt.XmlText("shining")]))
        addition = Update(replica.get_update(before))
        await client.send(addition)
        await client.hears(addition)


def reloads(writer: Writer) -> asyncio.Queue[str]:
    """The addresses that a page opens from now on."""
    opened: asyncio.Queue[str] = asyncio.Queue()
    writer.page.on("framenavigated", lambda frame: opened.put_nowait(frame.url))
    return opened


async def test_a_page_of_an_older_release_saves_its_words_and_makes_room(
    cluster: Cluster, alice: Person, bob: Person, network: Network, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    there = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    away = await writers.new(alice)
    await away.page.goto(f"{network.url}/d/{document}/")
    await away.saved()

    network.pass_only_pages()
    await away.page.route("**/assets/*.js", serve_older_editor)
    await away.page.reload()
    await away.text.click()
    await away.type("mine ")
    await there.type("theirs ")
    await there.saved()
    await away.page.unroute("**/assets/*.js")
    opened = reloads(away)
    network.mend()

    await opened.get()
    await away.saved()
    (block,) = await same_text(away, there)
    assert sorted(block.text.split()) == ["mine", "theirs"]
    assert stored_blocks(cluster, document) == [block]


async def test_a_page_that_the_browser_has_kept_across_an_upgrade_does_the_same(
    cluster: Cluster, alice: Person, writers: Writers
) -> None:
    web = cluster.web(PROCESS)
    document = alice.new_document()
    kept = await writers.new(alice, keeps=True)
    await kept.page.goto(f"{web.url}/d/{document}/")
    await kept.text.click()
    await kept.type("before, ")
    await kept.saved()
    await kept.page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    web.stop()
    await kept.page.reload()
    await kept.go_to_end()
    await kept.type("in between")
    opened = reloads(kept)
    later = cluster.web(PROCESS, application=UPGRADED)
    await opened.get()
    await kept.reads(UPDATED)
    (block,) = stored(cluster, document).children
    assert "before, in between" in str(block)
    later.stop()


async def test_a_page_open_across_an_upgrade_gives_what_it_has_and_takes_nothing(
    cluster: Cluster, alice: Person, writers: Writers
) -> None:
    web = cluster.web(PROCESS)
    document = alice.new_document()
    old = await writers.open(f"{web.url}/d/{document}/", alice)
    await old.type("before, ")
    await old.saved()
    opened = reloads(old)

    web.stop()
    await old.type("in between")
    later = cluster.web(PROCESS, application=UPGRADED)
    await old.reads(UPDATED)
    await expect(old.text).to_have_attribute("contenteditable", "false")
    await add_hologram(later, document, alice)

    # The page that the test's server has is as old, so that it has to wait again.
    await opened.get()
    await old.reads(UPDATED)
    # What is shown is this browser's copy or what the server drew, whichever was there first.
    shown = old.text.or_(old.page.get_by_role("article", name="Text of the document"))
    await expect(shown).to_contain_text("before, in between")
    await expect(shown).not_to_have_attribute("contenteditable", "true")
    await shown.click()
    await old.page.keyboard.type("lost")
    await expect(shown).not_to_contain_text("lost")
    block, hologram = stored(cluster, document).children
    assert str(hologram) == "<hologram>shining</hologram>"
    assert "before, in between" in str(block)
    later.stop()
