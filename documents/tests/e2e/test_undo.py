"""Undo takes back one's own edits and nobody else's."""

from documents.tests.e2e.writing import Writers, same_text
from documents.tests.harness.people import Person


async def test_undo_takes_back_only_ones_own_words(
    alice: Person, bob: Person, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    one = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    two = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await one.type("mine")
    await two.shows("mine")
    await two.go_to_end()
    await two.type(" and theirs")
    await one.shows("mine and theirs")

    await one.press("Control+z")
    await two.shows(" and theirs")
    await one.press("Control+Shift+z")
    await two.shows("mine and theirs")
    await two.toolbar.get_by_role("button", name="Undo").click()
    await one.shows("mine")
    await same_text(one, two)
