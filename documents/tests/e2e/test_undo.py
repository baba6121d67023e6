"""Undo takes back one's own edits and nobody else's."""

from documents.tests.e2e.writing import Writer, Writers, same_text
from documents.tests.harness.people import Person


async def two_people(alice: Person, bob: Person, writers: Writers) -> tuple[Writer, Writer]:
    """Both at an empty document."""
    document = alice.new_document()
    alice.share(document, "edit")
    return await writers.together(alice, bob, document)


async def test_undo_takes_back_only_ones_own_words(
    alice: Person, bob: Person, writers: Writers
) -> None:
    one, two = await two_people(alice, bob, writers)
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


async def test_what_the_browser_remembers_is_never_undone(
    alice: Person, bob: Person, writers: Writers
) -> None:
    one, two = await two_people(alice, bob, writers)
    await two.type("theirs")
    await one.shows("theirs")
    await one.go_to_start()
    await one.type("mine ")
    await two.shows("mine theirs")
    await one.press("Control+z")
    await two.shows("theirs")

    # Nothing of hers is left to undo, but the browser has counted her keys as well.
    await one.press(*["Control+z"] * 3)
    await one.type("!")
    await one.press(*["Control+Shift+z"] * 3)
    await one.saved()
    await two.shows("!theirs")

    # As the browser's menu does it; what the editor has undone, its own key brings back.
    session = await one.page.context.new_cdp_session(one.page)
    key = {"type": "rawKeyDown", "key": "F24", "commands": ["undo"]}
    await session.send("Input.dispatchKeyEvent", key)
    await two.shows("theirs")
    await one.press("Control+Shift+z")
    await two.shows("!theirs")
    await same_text(one, two)
