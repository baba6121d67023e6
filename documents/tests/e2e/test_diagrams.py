"""Diagrams: drawn where nobody writes in them, and in a place where they can do no harm."""

from itertools import pairwise
from typing import Any

from playwright.async_api import Frame, Locator, expect

from documents.tests.e2e.axe import SCHEMES, faults
from documents.tests.e2e.writing import Block, Writer, Writers
from documents.tests.harness.browser import Pages
from documents.tests.harness.network import Network
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import until

FLOW = "flowchart LR\n  accTitle: How a page is published\n  A[Draft] --> B[Page]"

HOSTILE = """%%{init: {"securityLevel": "loose", "htmlLabels": true, "layout": "elk",
  "themeCSS": ".node rect { fill: url(SPY) }"}}%%
flowchart LR
  A["<img src=x onerror=alert(1)><script>alert(2)</script>"] --> B
  click A call alert(3)
  click B href "javascript:alert(4)"
"""

GANTT = """gantt
  dateFormat YYYY-MM-DD
  Sketches : done, 2026-01-01, 10d
  Server : crit, 24d
"""

_SIZE = "img => img.decode().then(() => [img.naturalWidth, img.naturalHeight])"

# What keeps things takes over the page that was there before it.
_KEEPS = "() => navigator.serviceWorker.controller !== null"

_KEPT = """() => caches.open("assets").then(cache => cache.keys())
    .then(all => all.map(({ url }) => url))"""

_KEEP_PICTURES = """() => {
    const { createObjectURL } = URL;
    URL.createObjectURL = blob => {
        window.picture = blob.text();
        return createObjectURL.call(URL, blob);
    };
}"""

RADAR = """radar-beta
  axis a["At the top"], b["Far to the right"], c["At the bottom"], d["Far to the left"]
  curve x["Ours"]{1, 2, 3, 4}
"""

STATES = """stateDiagram-v2
  [*] --> Short
  state "Waiting for what somebody far away may answer" as Long
  Short --> Long
"""

# In the frame, whose policy lets a drawing have its styles; its letters are there already.
_SHOW = """picture => {
    document.body.innerHTML = picture.replace(/@font-face {.*?}/, "");
    const all = (selector) => [...document.querySelectorAll(selector)];
    const box = (element) => element.getBoundingClientRect();
    """
_DATES = _SHOW + "return all('.tick text').map(box).map(({left, right}) => [left, right]); }"
_CUT = (
    _SHOW
    + """const { left, right } = box(document.querySelector("svg"));
    return all("text").filter((word) => box(word).left < left || box(word).right > right)
        .map((word) => word.textContent); }"""
)
_AWAY_FROM_MIDDLE = (
    _SHOW
    + """const middle = ({ left, right }) => (left + right) / 2;
    const away = (line, node) => Math.abs(middle(box(line)) - middle(box(node)));
    return all(".statediagram-state").flatMap((state) => {
        const lines = [...state.querySelectorAll(".row")];
        return lines.length ? [Math.max(...lines.map((line) => away(line, state.firstChild)))] : [];
    }); }"""
)
_INKS = _SHOW + "return all('.nodes .label text').map((word) => getComputedStyle(word).fill); }"


def drawn(writer: Writer) -> Locator:
    """The diagrams as they are drawn where nobody writes in them."""
    return writer.text.locator(".drawn-diagram img")


def live(writer: Writer) -> Locator:
    """The drawing of the diagram that is being written."""
    return writer.text.locator(".is-live img")


async def insert(writer: Writer, source: str) -> None:
    """Write a diagram in a new block, and go on behind it."""
    await writer.type("```mermaid\n")
    await writer.page.keyboard.insert_text(source)
    await writer.press("Control+Enter")


async def painters(writer: Writer) -> list[str]:
    """What draws diagrams, as far as the service worker has kept it."""
    kept = await writer.page.evaluate(_KEPT)
    return [url for url in kept if "painter" in url]


def frame_of(writer: Writer) -> Frame:
    """Where diagrams are drawn."""
    (frame,) = [frame for frame in writer.page.frames if frame.url.endswith("/diagrams/frame")]
    return frame


async def test_a_diagram_is_drawn_as_it_is_written_and_for_everybody(
    alice: Person, bob: Person, writers: Writers, pages: Pages
) -> None:
    document = alice.new_document()
    alice.share(document, "view")
    writer, reader = await writers.together(alice, bob, document)
    await writer.type("words\n/diagr")
    await writer.press("Enter")
    await expect(live(writer)).to_have_attribute("alt", "Diagram: flowchart LR")
    width, height = await live(writer).evaluate(_SIZE)
    assert width > 2 * height > 0
    await expect(drawn(reader)).to_have_count(1)

    await writer.type(" --> ")
    complaint = writer.text.locator(".is-live .drawn-error")
    await expect(complaint).to_have_text("Line 2 cannot be read.")
    await expect(live(writer)).to_be_visible()
    await expect(reader.text.locator(".drawn-error")).to_have_text("Line 2 cannot be read.")
    await expect(drawn(reader)).to_be_visible()
    assert await faults(writer.page) == []
    await writer.type("C[Checked]")
    await expect(complaint).to_be_empty()

    await writer.press("Control+Enter")
    await writer.type("behind")
    await expect(drawn(writer)).to_be_visible()
    await expect(writer.text.get_by_role("img", name="Diagram: flowchart LR")).to_be_visible()
    for scheme in SCHEMES:
        await writer.page.emulate_media(color_scheme=scheme)
        await expect(drawn(writer)).to_have_attribute("data-look", scheme)
    assert await faults(writer.page) == []

    # On a phone it stays large enough to be read, and keys move it, not the text's cursor.
    wide = writer.text.get_by_role("group", name="Diagram: flowchart LR")
    await expect(wide).to_have_count(1)
    await wide.focus()
    await writer.press("ArrowRight", "x", "Backspace")
    await until(lambda: wide.evaluate("wide => wide.scrollLeft"), lambda left: left > 0)
    natural, shown = await drawn(writer).evaluate("img => [img.naturalWidth, img.width]")
    assert shown > natural * 0.69
    await writer.page.set_viewport_size({"width": 1280, "height": 800})
    await expect(wide).to_have_count(0)
    await writer.saved()

    # By keys and by mouse into the source, which is text like any other.
    source = "flowchart LR\n    A[Start] --> B[End] --> C[Checked]"
    assert Block("code", source) in await writer.blocks()
    assert (await writer.blocks())[-1] == Block("paragraph", "behind")
    await writer.text.press("ArrowUp")
    await expect(live(writer)).to_be_visible()
    await writer.press("Control+Home")
    await drawn(writer).click()
    await expect(live(writer)).to_be_visible()
    await drawn(reader).click()
    await expect(drawn(reader)).to_have_count(1)

    plain = await (await pages.context(alice, scripts=False)).new_page()
    await plain.goto(f"{alice.web.url}/d/{document}/")
    await expect(plain.locator("pre[data-language=mermaid]")).to_have_text(source)


async def test_what_is_written_in_a_diagram_reaches_nothing(
    alice: Person, writers: Writers, pages: Pages
) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    answered: list[str] = []
    writer.page.on("response", lambda response: answered.append(response.url))
    await insert(writer, HOSTILE.replace("SPY", f"{alice.web.url}/healthz?spy"))
    await expect(drawn(writer)).to_have_count(1)
    assert await drawn(writer).evaluate(_SIZE)
    assert await writer.text.locator("script, a, svg, [onerror], [onclick]").count() == 0
    assert not [url for url in answered if url.endswith("spy")]
    frame = await writer.page.query_selector(".diagram-frame")
    assert frame
    assert await frame.evaluate("frame => frame.contentDocument") is None
    assert await frame_of(writer).evaluate("self.origin") == "null"

    # The frame's policy has refused it, and nothing else was wrong.
    assert all("Content Security Policy" in said for said in writer.complaints)
    writer.complaints.clear()
    pages.errors.clear()

    # What never ends there does not hold up this page, is given up, and later ones are drawn.
    await frame_of(writer).evaluate("() => void setTimeout(() => { for (;;); })")
    await insert(writer, FLOW)
    await writer.type("meanwhile\n")
    await expect(writer.text.locator(".drawn-error").last).to_have_text(
        "This takes too long to draw."
    )
    await insert(writer, 'pie\n  title Votes\n  "yes" : 3\n  "no" : 1')
    await expect(drawn(writer).last).to_have_attribute("alt", "Diagram: Votes")
    await expect(drawn(writer)).to_have_count(2)


async def test_diagrams_are_drawn_to_be_printed(alice: Person, writers: Writers) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    await writer.type("words\n")
    await insert(writer, FLOW)
    await writer.page.keyboard.insert_text("\n".join(["far away"] * 200))
    await writer.press("Enter")
    await insert(writer, "flowchart TD" + "".join(f"\n  N{i} --> N{i + 1}" for i in range(30)))
    await writer.text.press("Control+Home")
    await writer.saved()
    await writer.page.emulate_media(color_scheme="dark")
    await writer.page.reload()
    await writer.page.evaluate(
        "() => { window.isPrinted = false; window.print = () => { window.isPrinted = true; }; }"
    )
    await expect(drawn(writer)).to_have_count(1)
    await expect(writer.text.locator(".drawn-diagram")).to_have_count(2)
    await expect(drawn(writer)).to_have_attribute("data-look", "dark")
    await writer.press("Control+p")
    await until(lambda: writer.page.evaluate("window.isPrinted"), bool)
    looks = "images => images.map(({ complete, dataset }) => complete && dataset.look)"
    assert await drawn(writer).evaluate_all(looks) == ["light", "light"]
    await writer.page.emulate_media(media="print")
    assert await drawn(writer).last.evaluate("img => img.height < innerHeight")
    await writer.page.evaluate("dispatchEvent(new Event('afterprint'))")
    await expect(drawn(writer).first).to_have_attribute("data-look", "dark")


async def test_words_in_diagrams_stand_where_they_can_be_read(
    alice: Person, writers: Writers
) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    await writer.page.evaluate(_KEEP_PICTURES)
    await writer.page.emulate_media(color_scheme="dark")

    async def look(source: str, script: str) -> Any:
        """Have a diagram drawn, and look at the picture of it."""
        count = await drawn(writer).count()
        await insert(writer, source)
        await expect(drawn(writer)).to_have_count(count + 1)
        return await frame_of(writer).evaluate(script, await writer.page.evaluate("window.picture"))

    dates = await look(GANTT, _DATES)
    assert 1 < len(dates) < 12
    assert all(end < start for (_, end), (start, _) in pairwise(dates))
    assert await look(RADAR, _CUT) == []
    away = await look(STATES, _AWAY_FROM_MIDDLE)
    assert len(away) == 2
    assert max(away) < 1
    pale = "flowchart LR\n  A[Draft] --> B\n  style A fill:#ff9"
    assert await look(pale, _INKS) == ["rgb(0, 0, 0)", "rgb(237, 235, 231)"]


async def test_diagrams_are_drawn_where_what_draws_them_finds_no_room(
    alice: Person, writers: Writers
) -> None:
    writer = await writers.new(alice, keeps=True)
    await writer.page.goto(f"{alice.web.url}/d/{alice.new_document()}/")
    await until(lambda: writer.page.evaluate(_KEEPS), bool)
    session = await writer.page.context.new_cdp_session(writer.page)
    full = {"origin": alice.web.url, "quotaSize": 1}
    await session.send("Storage.overrideQuotaForOrigin", full)
    await writer.text.click()
    await writer.type("words\n")
    await insert(writer, FLOW)
    await expect(drawn(writer)).to_have_count(1)
    assert not await painters(writer)


async def test_diagrams_are_drawn_without_the_server(
    alice: Person, network: Network, writers: Writers
) -> None:
    document = alice.new_document()
    writer = await writers.new(alice, keeps=True)
    await writer.page.goto(f"{network.url}/d/{document}/")
    await writer.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    assert not await painters(writer)
    await until(lambda: writer.page.evaluate(_KEEPS), bool)
    await writer.text.click()
    await writer.type("words\n")
    await insert(writer, FLOW)
    await expect(drawn(writer)).to_have_count(1)
    assert await painters(writer)
    await writer.saved()
    network.cut()
    await writer.page.reload()
    await until(writer.blocks, lambda blocks: len(blocks) == 3)
    await expect(drawn(writer)).to_have_attribute("alt", "Diagram: How a page is published")
