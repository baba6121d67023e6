"""Opening a document only reads it, and shows it as it stays."""

from documents.tests.e2e.log import head
from documents.tests.e2e.writing import Block, Writers, same_text
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import until


async def test_opening_writes_nothing(
    cluster: Cluster, alice: Person, bob: Person, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    address = f"{alice.web.url}/d/{document}/"
    everybody = [
        await writers.open(address, alice),
        await writers.open(address, alice),
        await writers.open(f"{alice.web.url}{alice.link(document)}", bob),
    ]

    assert await same_text(*everybody) == [Block("paragraph", "")]
    for writer in everybody:
        await writer.page.reload()
        await writer.saved()
    assert head(cluster, document) == 1


async def test_slanted_words_come_to_stand_in_the_font_of_the_others(
    alice: Person, writers: Writers
) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    await writer.type("upright and *slanted* words")
    browser = await writer.page.context.new_cdp_session(writer.page)
    await browser.send("DOM.enable")
    await browser.send("CSS.enable")

    async def fonts(selector: str) -> set[str]:
        document = await browser.send("DOM.getDocument")
        root = document["root"]["nodeId"]
        found = await browser.send("DOM.querySelector", {"nodeId": root, "selector": selector})
        used = await browser.send("CSS.getPlatformFontsForNode", {"nodeId": found["nodeId"]})
        return {font["familyName"].split()[0] for font in used["fonts"]}

    async def both() -> tuple[set[str], set[str]]:
        return await fonts(".ProseMirror em"), await fonts(".ProseMirror p")

    await until(both, lambda found: found[0] == {"Inter"} and found[1] == {"Inter"})
