"""What two people did to the same word while one of them was offline is shown, not hidden."""

from playwright.async_api import expect

from documents.tests.e2e.axe import faults
from documents.tests.e2e.test_offline import OFFLINE
from documents.tests.e2e.writing import Writer, Writers, same_text
from documents.tests.harness.network import Network
from documents.tests.harness.people import Person

SUMMARY = "While you were offline, 1 place was changed by you and by others"


async def apart(
    alice: Person, bob: Person, network: Network, writers: Writers, text: str
) -> tuple[Writer, Writer]:
    """Alice, who has lost her network, and Bob, who has not, at a document with this text."""
    document = alice.new_document()
    alice.share(document, "edit")
    away = await writers.open(f"{network.url}/d/{document}/", alice)
    await away.type(text)
    await away.saved()
    there = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await there.shows(text)
    network.cut()
    return away, there


async def replace_word(writer: Writer, number: int, word: str) -> None:
    """Select a word of the first line, counted from 0, and type another in its place."""
    await writer.go_to_start()
    for _ in range(number):
        await writer.press("Control+ArrowRight", "ArrowRight")
    await writer.press("Control+Shift+ArrowRight")
    await writer.type(word)


async def test_a_word_and_a_title_that_both_replaced_are_shown_and_can_be_settled(
    alice: Person, bob: Person, network: Network, writers: Writers
) -> None:
    away, there = await apart(alice, bob, network, writers, "the cat sat down")
    await replace_word(away, 1, "dog")
    await away.reads(OFFLINE)
    await away.title.fill("Of a dog")
    await replace_word(there, 1, "bird")
    await there.title.fill("Of a bird")
    await there.title.blur()
    await there.saved()
    network.mend()

    panel = away.page.get_by_role("region", name="Changed by you and by others")
    await expect(panel).to_contain_text(SUMMARY)
    await same_text(away, there)
    marked = "".join(await away.text.locator(".conflict").all_text_contents())
    assert marked in {"dogbird", "birddog"}
    await panel.get_by_role("button", name="Next place").click()
    await expect(panel.get_by_role("definition")).to_have_text(["cat", "dog", "bird"])
    await expect(panel.get_by_role("term")).to_have_text(["Before", "You wrote", "Bob wrote"])
    titles = away.page.get_by_role("group", name="Two titles")
    await expect(titles).to_contain_text("called it “Of a bird” meanwhile")
    await expect(away.title).to_have_value("Of a dog")
    assert await faults(away.page) == []
    # On a phone the question leaves the state of the text in view.
    question, state = await titles.bounding_box(), await away.state.bounding_box()
    assert question
    assert state
    assert question["y"] >= state["y"] + state["height"]
    await panel.get_by_role("button", name="Use mine").click()
    await expect(panel).to_have_count(0)
    await there.shows("the dog sat down")
    await expect(there.title).to_have_value("Of a bird")
    await away.title.focus()
    await away.press("Tab", "Enter")
    await expect(titles).to_have_count(0)
    await expect(there.title).to_have_value("Of a dog")
    # Chromium says on its console that the title was not taken at first.
    away.complaints = [said for said in away.complaints if "409" not in said]


async def test_what_was_done_in_different_words_is_no_conflict(
    alice: Person, bob: Person, network: Network, writers: Writers
) -> None:
    away, there = await apart(alice, bob, network, writers, "the cat sat down")
    await replace_word(away, 0, "a")
    await replace_word(away, 2, "lay")
    await away.reads(OFFLINE)
    await replace_word(there, 1, "dog")
    await there.saved()
    network.mend()
    await same_text(away, there)
    await away.shows("a dog lay down")
    await expect(away.page.locator(".conflicts, .conflict")).to_have_count(0)


async def test_a_block_that_others_removed_can_be_put_back(
    alice: Person, bob: Person, network: Network, writers: Writers
) -> None:
    away, there = await apart(alice, bob, network, writers, "first line")
    network.mend()
    await away.saved()
    await away.go_to_end()
    await away.type("\nsecond line")
    await there.shows("first line\nsecond line")
    network.cut()
    await away.type(" goes on")
    await away.reads(OFFLINE)
    # Closed and opened again: what is written then is nobody's who is here.
    network.pass_only_pages()
    await away.page.reload()
    await away.shows("first line\nsecond line goes on")
    await there.go_to_end()
    await there.press("Shift+Home", "Backspace", "Backspace")
    await there.shows("first line")
    await there.saved()
    network.mend()

    panel = away.page.get_by_role("region", name="Changed by you and by others")
    await panel.get_by_role("button", name="Next place").click()
    await expect(panel.get_by_role("definition")).to_have_text(
        ["second line goes on", "Nothing: removed"]
    )
    await panel.get_by_role("button", name="Use mine").click()
    await there.shows("first line\nsecond line goes on")


async def test_a_block_of_which_both_made_something_else_is_marked(
    alice: Person, bob: Person, network: Network, writers: Writers
) -> None:
    away, there = await apart(alice, bob, network, writers, "the cat sat down")
    await away.text.click()
    await away.choose_kind("Quote")
    await away.reads(OFFLINE)
    await there.text.click()
    await there.choose_kind("Bulleted list")
    await there.saved()
    network.mend()

    panel = away.page.get_by_role("region", name="Changed by you and by others")
    await panel.get_by_role("button", name="Next place").click()
    await expect(panel.get_by_role("definition")).to_have_text(["Quote", "Bullet"])
    await panel.get_by_role("button", name="Use mine").click()
    await there.becomes("quote")
    await away.becomes("quote")
