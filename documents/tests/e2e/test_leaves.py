"""What stands for itself in the text: tables of contents, page breaks, videos."""

import re

from playwright.async_api import Request, expect

from documents.tests.e2e.axe import faults
from documents.tests.e2e.clipboard import paste
from documents.tests.e2e.test_accessibility import shown_well
from documents.tests.e2e.test_print import pages_of
from documents.tests.e2e.writing import Writers
from documents.tests.harness.browser import Pages
from documents.tests.harness.people import Person

VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


async def test_contents_and_page_breaks_are_for_everybody_and_for_paper(
    alice: Person, bob: Person, writers: Writers, pages: Pages
) -> None:
    document = alice.new_document("The year")
    alice.share(document, "edit")
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    await writer.type("/contents\n# Autumn\nleaves\n## October\nfog\n")
    await writer.press("Control+Shift+Enter")
    await writer.type("# Winter\nsnow")
    toc = writer.text.get_by_role("navigation", name="Table of contents")
    await expect(toc.get_by_role("link")).to_have_text(["Autumn", "October", "Winter"])
    assert pages_of(await writer.page.pdf(format="A4")) == 2

    other = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    theirs = other.text.get_by_role("navigation", name="Table of contents")
    await theirs.get_by_role("link", name="October").click()
    await other.type("Late ")
    await expect(toc.get_by_role("link", name="Late October")).to_be_visible()
    assert await shown_well(writer, "contents") == []

    await writer.saved()
    page = await (await pages.context(alice, scripts=False)).new_page()
    await page.goto(f"{alice.web.url}/d/{document}/")
    await page.get_by_role("link", name="Winter").click()
    await expect(page.locator("h1:target")).to_have_text("Winter")
    assert pages_of(await page.pdf(format="A4")) == 2


async def test_a_video_asks_its_provider_for_nothing_before_it_is_played(
    alice: Person, writers: Writers
) -> None:
    document = alice.new_document("Films")
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    asked: list[Request] = []
    writer.page.on("request", lambda r: asked.append(r) if alice.web.url not in r.url else None)
    await writer.page.route(
        re.compile("youtube-nocookie"), lambda route: route.fulfill(body="<p>film</p>")
    )
    await writer.type("/video\n")
    field = writer.page.get_by_role("textbox", name="Address of the video")
    await expect(field).to_be_focused()
    await writer.type("https://example.org/film\n")
    await expect(writer.page.get_by_role("alert").filter(has_text="Vimeo")).to_be_visible()
    assert await faults(writer.page) == []
    await writer.page.set_viewport_size({"width": 1280, "height": 800})
    await field.fill("vimeo.com/76979871")
    await writer.press("Enter")
    await expect(writer.text).to_be_focused()
    await paste(writer, {"text/plain": VIDEO})
    play = writer.text.get_by_role("button", name="Play the video from")
    await expect(play).to_have_count(2)
    assert await shown_well(writer, "video") == []
    assert asked == []

    await writer.text.get_by_role("button", name="Play the video from YouTube").click()
    frame = writer.text.locator("iframe")
    await expect(frame).to_have_attribute("src", re.compile("youtube-nocookie.com/embed/dQw4w9"))
    await expect(writer.page.frame_locator("iframe").get_by_text("film")).to_be_visible()
    (request,) = asked
    assert request.headers["referer"] == f"{alice.web.url}/"
    await writer.press("Control+z", "Control+z")
    await expect(writer.text.get_by_role("link", name=VIDEO)).to_be_visible()
