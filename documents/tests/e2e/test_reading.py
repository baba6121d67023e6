"""The text as the server draws it: without scripts, without a socket, until the editor is here."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import pycrdt
import pytest
import pytest_asyncio
from playwright.async_api import Page, Route, expect

from documents.tests.e2e.axe import faults
from documents.tests.e2e.test_accessibility import PICTURES
from documents.tests.e2e.writing import TEXT, Writer, Writers
from documents.tests.harness.browser import Pages
from documents.tests.harness.node import NodeClient
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import equal, until

Client = Callable[[], Awaitable[NodeClient]]

EVERYTHING: list[tuple[str, dict[str, Any]]] = [
    ("Autumn meeting", {"kind": "heading", "level": 1.0}),
    ("toc", {}),
    ("We meet every year when the leaves fall, and this time at the mill. " * 3, {}),
    ("What to bring", {"kind": "heading", "level": 2.0}),
    ("a warm coat", {"kind": "bullet"}),
    ("something to read", {"kind": "bullet", "indent": 1.0}),
    ("a book, as long as the evenings are there. " * 3, {"kind": "bullet", "indent": 2.0}),
    ("a lamp", {"kind": "bullet"}),
    ("arrive", {"kind": "ordered"}),
    ("by train", {"kind": "ordered", "indent": 1.0}),
    ("by boat", {"kind": "ordered", "indent": 1.0}),
    ("The boat is slow.", {"indent": 1.0}),
    ("eat", {"kind": "ordered"}),
    ("far in", {"kind": "ordered", "indent": 3.0}),
    ("book the room", {"kind": "task"}),
    ("ask Ada", {"kind": "task", "checked": True}),
    ("and Grace", {"kind": "task", "indent": 1.0}),
    ("Nobody has ever read the minutes.", {"kind": "quote"}),
    ("Not even the chair.", {"kind": "quote"}),
    ("Mind the step.", {"kind": "callout", "tone": "warning"}),
    ("It is high.", {"kind": "callout", "tone": "warning"}),
    ("So is the next.", {"kind": "callout", "tone": "warning", "indent": 1.0}),
    ("What to read", {"kind": "toggle"}),
    ("The minutes of last year.", {"indent": 1.0}),
    ("all of them", {"kind": "bullet", "indent": 1.0}),
    ("Where they are", {"kind": "toggle", "indent": 1.0}),
    ("Nobody knows.", {"kind": "quote", "indent": 2.0}),
    ("not here", {"kind": "ordered", "indent": 2.0}),
    ("After the section.", {}),
    ("for line in minutes:\n    print(line)\n", {"kind": "code"}),
    ("", {}),
    ("rule", {}),
    ("two\nlines", {"align": "center"}),
    ("pageBreak", {}),
    ("video", {"url": "https://youtu.be/dQw4w9WgXcQ"}),
    ("video", {"url": "https://example.org/film", "indent": 1.0}),
    ("Small print", {"kind": "heading", "level": 3.0}),
    ("שלום", {"kind": "bullet"}),
    ("The end", {}),
]  # fmt: skip

WORDS = "Words that fill a line or two of this long document, so that it is many screens high. "

# Where each line stands: in the editor its leaves, in the drawn text what is marked as a line.
_PLACES = """([root, lines]) => [...document.querySelectorAll(root + lines)].map(line => {
    const range = document.createRange();
    if (line.matches('hr, [data-page-break]')) range.selectNode(line);
    else range.selectNodeContents(line.querySelector(':scope > a') ?? line);
    const {x, y, width, height} = range.getBoundingClientRect();
    return [line.textContent, ...[x, y + scrollY, width, height].map(Math.round)];
})"""
_DRAWN = [".reading", " [data-block]"]
_EDITED = [".ProseMirror[role]", " :is(p, h1, h2, h3, h4, li, code, hr, nav, div:not(:has(> div)))"]


def update(blocks: list[tuple[str, dict[str, Any]]]) -> bytes:
    """Blocks as one client's update; one that says `rule` or the like is one."""
    replica: pycrdt.Doc[pycrdt.XmlFragment] = pycrdt.Doc()
    fragment = replica.get("default", type=pycrdt.XmlFragment)
    for words, attributes in blocks:
        if words in ("rule", "toc", "pageBreak", "video"):
            fragment.children.append(pycrdt.XmlElement(words, attributes))
            continue
        text = pycrdt.XmlText(words)
        fragment.children.append(
            pycrdt.XmlElement("block", {"kind": "paragraph", **attributes}, [text])
        )
        if words.startswith("We meet"):
            text.format(8, 18, {"bold": {}})
            text.format(40, 44, {"link": {"href": "https://example.org/fall"}})
            text.format(50, 54, {"highlight": {"color": "green"}})
    return replica.get_update()


async def stored(person: Person, client: NodeClient, content: bytes) -> str:
    """The address of a document of the person's that holds this."""
    document = person.new_document("Minutes of the autumn meeting")
    await client.connect("hocuspocus", person.web.url, document, person.ticket(document))
    await client.synced()
    await client.apply(content)
    await equal(client.unsynced, 0)
    return f"{person.web.url}/d/{document}/"


async def reader(pages: Pages, url: str, person: Person) -> Page:
    """The page at `url` in a browser that runs no scripts."""
    page = await (await pages.context(person, scripts=False)).new_page()
    await page.goto(url)
    return page


async def without_sockets(writer: Writer) -> None:
    """Nothing that this page does reaches a socket."""
    await writer.page.route_web_socket("**/ws/**", lambda socket: socket.close())
    await writer.page.route("**/http/**", lambda route: route.abort())


@pytest_asyncio.fixture(loop_scope="session")
async def everything(alice: Person, node_client: Client) -> str:
    """A document of Alice's with all kinds of text in it."""
    return await stored(alice, await node_client(), update(EVERYTHING))


async def test_the_text_is_there_without_scripts(
    everything: str, alice: Person, pages: Pages
) -> None:
    page = await reader(pages, everything, alice)
    text = page.get_by_role("article", name=TEXT)
    await expect(text.get_by_role("heading", name="What to bring")).to_be_visible()
    await expect(text.get_by_role("link", name="and", exact=True)).to_have_attribute(
        "href", "https://example.org/fall"
    )
    await expect(text.get_by_role("checkbox", name="ask Ada")).to_be_checked()
    await expect(text.get_by_role("checkbox", name="book the room")).to_be_disabled()
    # Callouts that are as deep are one box under one name.
    shown = "callouts => callouts.map(one => getComputedStyle(one, '::before').content !== 'none')"
    assert await text.get_by_role("note").evaluate_all(shown) == [True, False, True]
    await expect(page.get_by_text("needs JavaScript")).to_be_visible()
    await expect(page.get_by_role("toolbar")).to_be_hidden()
    await expect(page.get_by_role("banner").get_by_role("status")).to_be_hidden()


async def test_the_drawn_text_is_as_accessible_as_the_editor(
    everything: str, alice: Person, writers: Writers
) -> None:
    writer = await writers.new(alice)
    await without_sockets(writer)
    await writer.page.goto(everything)
    await expect(writer.page.get_by_role("article", name=TEXT)).to_be_visible()
    assert await faults(writer.page) == []
    for scheme in ("light", "dark"):
        for width in (1280, 360):
            await writer.page.set_viewport_size({"width": width, "height": 900})
            await writer.page.emulate_media(color_scheme=scheme)
            await writer.page.screenshot(
                path=PICTURES / f"reading-{width}-{scheme}.png", full_page=True
            )


async def test_without_a_socket_the_text_stays(
    everything: str, alice: Person, writers: Writers
) -> None:
    writer = await writers.new(alice)
    await without_sockets(writer)
    await writer.page.goto(everything)
    await writer.reads("Offline")
    text = writer.page.get_by_role("article", name=TEXT)
    await expect(text.get_by_text("a warm coat")).to_be_visible()


async def test_without_the_editors_script_the_text_stays(
    everything: str, alice: Person, writers: Writers
) -> None:
    writer = await writers.new(alice)
    await writer.page.route("**/assets/editor-*.js", lambda route: route.abort())
    await writer.page.goto(everything)
    await expect(writer.page.get_by_role("article", name=TEXT)).to_contain_text("a warm coat")


@pytest.mark.parametrize("width", [1280, 360])
async def test_every_line_stands_in_the_editor_where_it_was_drawn(
    width: int, everything: str, alice: Person, writers: Writers
) -> None:
    drawn = await writers.new(alice)
    await without_sockets(drawn)
    writer = await writers.new(alice)
    for one in (drawn, writer):
        await one.page.set_viewport_size({"width": width, "height": 2000})
        await one.page.goto(everything)
        # A font that comes late is left for the next page: both are to have the same one.
        await one.page.reload()
        await one.page.evaluate("document.fonts.ready")
    await writer.saved()
    await expect(drawn.page.get_by_role("article", name=TEXT)).to_be_visible()
    before, after = await drawn.page.evaluate(_PLACES, _DRAWN), await places(writer)
    missed = [place for place in before if place not in after]
    assert missed == [], after


async def places(writer: Writer) -> list[list[Any]]:
    found: list[list[Any]] = await writer.page.evaluate(_PLACES, _EDITED)
    return found


class Held:
    """Scripts of a page that wait until they are let go."""

    def __init__(self) -> None:
        self.routes: list[Route] = []

    async def hold(self, page: Page) -> None:
        await page.route("**/assets/editor-*.js", lambda route: self.routes.append(route))

    async def let_go(self) -> None:
        for route in self.routes:
            await route.continue_()


@pytest_asyncio.fixture(loop_scope="session")
async def long_address(alice: Person, node_client: Client) -> str:
    """A document of Alice's of many screens."""
    kinds = ["paragraph", "paragraph", "ordered", "paragraph"]
    blocks = [
        (f"{number}. {WORDS * (number % 3 + 1)}", {"kind": kinds[number % 4]})
        for number in range(400)
    ]
    return await stored(alice, await node_client(), update([*blocks]))


async def test_what_is_being_read_stays_under_the_eyes(
    long_address: str, alice: Person, writers: Writers
) -> None:
    writer = await writers.new(alice)
    held = Held()
    await held.hold(writer.page)
    await writer.page.goto(long_address, wait_until="commit")
    line = writer.page.get_by_text("203. Words")
    await line.scroll_into_view_if_needed()
    before = await still(writer.page, "203. Words")
    await held.let_go()
    await writer.saved()
    await expect(writer.text).to_be_visible()
    assert abs(await still(writer.page, "203. Words") - before) <= 1
    assert await writer.page.evaluate("document.activeElement === document.body")


_NEXT_Y = """line => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(
    () => done(line.getBoundingClientRect().y))))"""


async def still(page: Page, words: str) -> float:
    """How far down the line stands, once it does not move any more."""

    async def twice() -> tuple[float, float]:
        line = page.get_by_text(words)
        return await line.evaluate(_NEXT_Y), await line.evaluate(_NEXT_Y)

    y, _ = await until(twice, lambda pair: pair[0] == pair[1])
    return y


async def test_a_selection_and_a_cursor_are_carried_over(
    long_address: str, alice: Person, writers: Writers
) -> None:
    writer = await writers.new(alice)
    held = Held()
    await held.hold(writer.page)
    await writer.page.goto(long_address, wait_until="commit")
    line = writer.page.get_by_text("1. Words", exact=False).first
    await line.evaluate(
        "line => getSelection().setBaseAndExtent(line.firstChild, 3, line.firstChild, 8)"
    )
    words = await writer.page.evaluate("getSelection().toString()")
    await held.let_go()
    await writer.saved()
    await expect(writer.text).to_be_focused()
    assert await writer.page.evaluate("getSelection().toString()") == words
    await writer.type("Better")
    await until(writer.words, lambda text: "1. Better that" in text)


async def test_a_reader_sees_what_others_write_later(
    everything: str, alice: Person, bob: Person, writers: Writers
) -> None:
    document = everything.split("/")[-2]
    alice.share(document, "view")
    guest = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await guest.reads("Read only")
    writer = await writers.open(everything, alice)
    await writer.go_to_end()
    await writer.type(" and more")
    await expect(guest.text).to_contain_text("The end and more")


async def test_only_the_text_is_printed(everything: str, alice: Person, pages: Pages) -> None:
    page = await reader(pages, everything, alice)
    await page.emulate_media(media="print")
    await expect(page.get_by_role("article", name=TEXT)).to_be_visible()
    await expect(page.get_by_text("needs JavaScript")).to_be_hidden()
    await expect(page.get_by_role("banner")).to_be_hidden()


HOSTILE = (
    "</article><script>window.hacked = true</script><img src=x onerror='window.hacked = true'>"
)


async def test_hostile_text_and_links_run_nowhere(
    alice: Person, node_client: Client, writers: Writers
) -> None:
    replica: pycrdt.Doc[pycrdt.XmlFragment] = pycrdt.Doc()
    fragment = replica.get("default", type=pycrdt.XmlFragment)
    parent: pycrdt.XmlFragment | pycrdt.XmlElement = fragment
    for _ in range(500):
        parent = parent.children.append(pycrdt.XmlElement("block", {"kind": HOSTILE}))
    assert isinstance(parent, pycrdt.XmlElement)
    parent.children.append(pycrdt.XmlText("at the bottom"))
    text = pycrdt.XmlText(f"tap {HOSTILE}")
    fragment.children.append(
        pycrdt.XmlElement("block", {"kind": "paragraph", "level": HOSTILE}, [text])
    )
    for start, address in enumerate(
        ["javascript:window.hacked=true", " java\nscript:window.hacked=true", "data:text/html,x"]
    ):
        text.format(start, start + 1, {"link": {"href": address}})
    address = await stored(alice, await node_client(), replica.get_update())

    writer = await writers.new(alice)
    await without_sockets(writer)
    await writer.page.goto(address)
    drawn = writer.page.get_by_role("article", name=TEXT)
    await expect(drawn).to_contain_text("at the bottom")
    await expect(drawn).to_contain_text(HOSTILE)
    assert await drawn.locator("a, script, img").count() == 0
    assert await writer.page.evaluate("window.hacked") is None
    assert json.loads(await writer.page.locator("#collab-config").inner_text())
