"""Images and files: put in, sent while others watch, shown, changed and saved."""

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.async_api import FilePayload, Locator, Page, Route, expect

from documents.tests.e2e.axe import faults
from documents.tests.e2e.clipboard import copied, paste
from documents.tests.e2e.writing import Writer, Writers
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.network import Network
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import equal
from documents.tests.imaging.pictures import picture

UPLOAD = re.compile(r"/files/[0-9a-f-]{36}\?")


async def drop(writer: Writer, words: str, *, files: Sequence[Path] = (), **types: str) -> None:
    """Drag something from another window onto the start of a line with these words."""
    box = await writer.text.get_by_text(words).bounding_box()
    assert box
    held = [{"mimeType": f"text/{name}", "data": data} for name, data in types.items()]
    data = {"items": held, "files": [str(file) for file in files], "dragOperationsMask": 1}
    browser = await writer.page.context.new_cdp_session(writer.page)
    x, y = box["x"] + 1, box["y"] + box["height"] / 2
    for kind in ("dragEnter", "dragOver", "drop"):
        event = {"type": kind, "x": x, "y": y, "data": data}
        await browser.send("Input.dispatchDragEvent", event)


def images(writer: Writer) -> Locator:
    return writer.text.locator("figure img")


async def is_shown(image: Locator) -> None:
    """Wait until an image of a document has arrived."""
    await expect(image).to_have_attribute("src", re.compile(r"^files/"))
    await expect(image).to_have_js_property("complete", True)
    assert await image.evaluate("image => image.naturalWidth") > 0


async def choose(writer: Writer, label: str, *files: tuple[str, str, bytes]) -> None:
    """Press a tool and choose files."""
    async with writer.page.expect_file_chooser() as chooser:
        await writer.toolbar.get_by_role("button", name=label, exact=True).click()
    await (await chooser.value).set_files(
        [FilePayload(name=name, mimeType=kind, buffer=data) for name, kind, data in files]
    )


async def hold_uploads(page: Page) -> asyncio.Event:
    """Keep uploads from arriving until the event is set."""
    gate = asyncio.Event()

    async def hold(route: Route) -> None:
        await gate.wait()
        await route.continue_()

    await page.route(UPLOAD, hold)
    return gate


async def select(writer: Writer) -> Locator:
    """Select the image; returns its figure."""
    await images(writer).click()
    figure = writer.text.locator("figure")
    await expect(figure).to_have_class(re.compile("selectednode"))
    return figure


async def test_an_image_is_chosen_and_shown_to_everybody(alice: Person, writers: Writers) -> None:
    document = alice.new_document()
    alice.share(document, "view")
    here = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    there = await writers.open(f"{alice.web.url}{alice.link(document)}")
    gate = await hold_uploads(here.page)
    await choose(here, "Image", ("me.png", "image/png", picture(1200, 600)))
    # Its sender sees it at once, others who sends it.
    await expect(images(here)).to_have_attribute("src", re.compile("^blob:"))
    await expect(here.text.locator("progress")).to_be_visible()
    await expect(there.text).to_contain_text("Alice is uploading the image")
    gate.set()
    for writer in (here, there):
        await is_shown(images(writer))
        await expect(writer.text.locator(".media-progress")).to_have_count(0)
    box = await images(there).bounding_box()
    assert box
    assert box["width"] / box["height"] == pytest.approx(2, abs=0.02)
    # It is one step, and what was learnt of it none.
    await here.text.press("Control+z")
    await expect(images(there)).to_have_count(0)
    await here.text.press("Control+Shift+z")
    await is_shown(images(there))
    # Whoever reads looks at it in large.
    await there.text.locator("figure").hover()
    await there.page.get_by_role("button", name="Show the image larger").click()
    dialog = there.page.get_by_role("dialog")
    await expect(dialog.locator("img")).to_have_attribute("src", re.compile("large$"))
    await there.page.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()


async def test_the_page_comes_with_its_images_for_those_who_may_read(
    alice: Person, bob: Person, writers: Writers, cluster: Cluster
) -> None:
    document = alice.new_document()
    here = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    await choose(here, "Image", ("me.png", "image/png", picture(300, 200)))
    await is_shown(images(here))
    await here.saved()
    address = await images(here).evaluate("image => new URL(image.src).pathname")
    page = alice.get(f"/d/{document}/").text
    assert re.search(r'<img src="files/[^"]+/large" width="300" height="200" alt=""', page)
    for stranger in (bob, Person("Stranger", alice.web)):
        assert stranger.get(address).status == 404
    alice.share(document, "view")
    bob.get(alice.link(document))
    there = await writers.open(f"{alice.web.url}/d/{document}/", bob)
    await is_shown(images(there))


async def test_an_image_is_pasted_and_dropped(
    alice: Person, writers: Writers, tmp_path: Path
) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    await writer.type("first")
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(picture(kind="JPEG"))
    png = ("image.png", "image/png", picture(color="blue"))
    await paste(writer, {"text/html": "<img src='https://e.org/a'>"}, png)
    await is_shown(images(writer))
    await drop(writer, "first", files=[photo])
    await expect(images(writer)).to_have_count(2)
    await is_shown(images(writer).first)
    order = "text => [...text.children].map(block => block.tagName)"
    assert (await writer.text.evaluate(order))[:3] == ["P", "FIGURE", "FIGURE"]
    # Of other pages' HTML only the words are taken.
    html = "<p>words <img src='https://example.org/a.png'> on</p>"
    await paste(writer, {"text/html": html})
    await expect(writer.text).to_contain_text("words")
    await expect(writer.page.locator("#notice")).to_contain_text("not taken along")
    await expect(images(writer)).to_have_count(2)
    # So is what another program's window lets go of, where it does.
    await drop(writer, "first", html="the <b>very</b><script>x()</script>", plain="the very")
    await expect(writer.text.locator("p").first).to_have_text("the veryfirst")
    await expect(writer.text.locator("strong")).to_have_text("very")
    await drop(writer, "first", plain="this is ")
    await expect(writer.text.locator("p").first).to_have_text("this is the veryfirst")


async def test_an_image_is_copied_into_another_document(alice: Person, writers: Writers) -> None:
    first, second = alice.new_document(), alice.new_document()
    writer = await writers.open(f"{alice.web.url}/d/{first}/", alice)
    await choose(writer, "Image", ("me.png", "image/png", picture()))
    await is_shown(images(writer))
    await writer.saved()
    await select(writer)
    html = await copied(writer, "text/html")
    assert f"/d/{first}/files/" in html
    await writer.page.goto(f"{alice.web.url}/d/{second}/")
    await writer.text.wait_for()
    await writer.text.click()
    await paste(writer, {"text/html": html})
    await is_shown(images(writer))
    src = await images(writer).evaluate("image => image.src")
    assert f"/d/{second}/files/" in src
    assert src.rpartition("/files/")[2] not in html


async def test_an_image_is_resized_aligned_and_described(alice: Person, writers: Writers) -> None:
    document = alice.new_document()
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    await choose(writer, "Image", ("me.png", "image/png", picture(1200, 300)))
    await is_shown(images(writer))
    figure = await select(writer)
    await expect(writer.toolbar.get_by_title("Kind of text")).to_have_text("Kind of text: Image")
    tools = writer.page.get_by_role("toolbar", name="Image")
    await tools.get_by_role("button", name="In the centre").click()
    await expect(figure).to_have_attribute("data-align", "center")
    handle = figure.get_by_role("slider").last
    box = await handle.bounding_box()
    assert box
    await writer.page.mouse.move(box["x"] + 5, box["y"] + box["height"] / 2)
    await writer.page.mouse.down()
    await writer.page.mouse.move(box["x"] - 180, box["y"] + box["height"] / 2, steps=4)
    await writer.page.mouse.up()
    await expect(figure).to_have_attribute("data-width", re.compile("^(45|50|55)$"))
    await handle.focus()
    before = int(await figure.get_attribute("data-width") or 0)
    await writer.press("ArrowLeft")
    await expect(figure).to_have_attribute("data-width", str(before - 5))
    # On a phone, too, all that can be done with it is within reach.
    await tools.get_by_role("button", name="At the end").click()
    await writer.page.set_viewport_size({"width": 360, "height": 740})

    async def is_in_window() -> bool:
        box = await tools.bounding_box()
        return box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 360

    await equal(is_in_window, True)
    await tools.get_by_role("button", name="In the centre").click()
    # By keys: over the arrows of its tools, which one comes to as to those of the text.
    await writer.press("Alt+F10")
    await expect(tools.get_by_role("button", name="At the start")).to_be_focused()
    await writer.press(*["ArrowRight"] * 4, "Enter")
    await writer.type("A red square")
    assert not await faults(writer.page)
    await writer.page.set_viewport_size({"width": 1280, "height": 800})
    await writer.press("Enter")
    await expect(images(writer)).to_have_attribute("alt", "A red square")
    # From the selected image by Enter into its caption, and on behind it.
    await writer.press("Enter")
    await writer.type("Figure 1")
    await writer.press("Enter")
    await writer.type("after")
    await writer.saved()
    page = alice.get(f"/d/{document}/").text
    assert f'data-align="center" data-width="{before - 5}"' in page
    assert 'alt="A red square"' in page
    assert re.search(r"<figcaption[^>]*>Figure 1</figcaption>", page)
    counted = "text => [...text.querySelectorAll('figcaption, p')].map(line => line.innerText)"
    assert (await writer.text.evaluate(counted))[:2] == ["Figure 1", "after"]


async def test_a_file_is_attached_and_saved(
    alice: Person, writers: Writers, tmp_path: Path
) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    content = b"<script>alert(1)</script>"
    await choose(writer, "File", ("plan \u202e.html", "text/html", content))
    card = writer.text.locator('[data-media="file"]')
    await expect(card).to_contain_text("25 bytes")
    async with writer.page.expect_download() as download:
        await card.get_by_role("link", name="Download").click()
    saved = await download.value
    assert saved.suggested_filename == "plan .html"
    await saved.save_as(tmp_path / "saved")
    assert (tmp_path / "saved").read_bytes() == content
    # By keys as well.
    await writer.go_to_end()
    await writer.press("Backspace", "Alt+F10")
    await expect(card.get_by_role("link", name="Download")).to_be_focused()
    await writer.press("Escape")
    await expect(writer.text).to_be_focused()
    assert not await faults(writer.page)


async def test_an_upload_is_cancelled_or_refused(alice: Person, writers: Writers) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    gate = await hold_uploads(writer.page)
    await choose(writer, "Image", ("me.png", "image/png", picture()))
    await writer.text.get_by_role("button", name="Cancel").click()
    await expect(writer.text.locator("figure")).to_have_count(0)
    gate.set()
    # The page knows what is too large; nobody waits for the server to say so.
    size = await writer.page.evaluate(
        "JSON.parse(document.getElementById('collab-config').textContent).fileLimit.bytes"
    )
    await choose(writer, "File", ("film.mp4", "video/mp4", bytes(size + 1)))
    await expect(writer.page.locator("#notice")).to_have_text(
        "Not uploaded: film.mp4. Files can be up to 25 MB."
    )
    await expect(writer.text.locator("[data-media]")).to_have_count(0)
    await choose(writer, "Image", ("me.png", "image/png", b"<html>"))
    await expect(writer.text).to_contain_text("not an image that can be shown")
    await writer.text.get_by_role("button", name="Remove").click()
    await expect(writer.text.locator("figure")).to_have_count(0)
    # Chromium says on its console what was refused.
    writer.complaints = [said for said in writer.complaints if "415" not in said]


async def test_an_upload_goes_on_when_the_network_is_back(
    alice: Person, writers: Writers, network: Network
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    writer = await writers.new(alice)
    await writer.page.goto(f"{network.url}/d/{document}/")
    await writer.text.wait_for()
    await writer.saved()
    network.cut()
    await choose(writer, "Image", ("me.png", "image/png", picture()))
    await expect(writer.text).to_contain_text("keep this page open")
    await expect(writer.text.get_by_role("button", name="Retry")).to_be_visible()
    network.mend()
    await is_shown(images(writer))
    await writer.saved()


async def test_an_upload_whose_sender_leaves_can_be_removed_by_others(
    alice: Person, writers: Writers
) -> None:
    document = alice.new_document()
    here = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    there = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    await hold_uploads(here.page)
    await choose(here, "Image", ("me.png", "image/png", picture()))
    await here.saved()
    await expect(there.text).to_contain_text("is uploading")
    await here.page.close(run_before_unload=False)
    await expect(there.text).to_contain_text("was interrupted")
    await there.text.get_by_role("button", name="Remove").click()
    await expect(there.text.locator("figure")).to_have_count(0)
