"""Code whose language is named is coloured; the language is chosen at the block."""

import pytest
from playwright.async_api import expect

from documents.tests.e2e.writing import Block, Writers, same_text
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import equal


async def test_two_people_see_code_in_its_colours(
    alice: Person, bob: Person, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    writer, other = await writers.together(alice, bob, document)
    await writer.type("```js\nconst a = 1;")
    for someone in (writer, other):
        await expect(someone.text.locator(".hljs-keyword")).to_have_text("const")
    await other.go_to_end()
    await other.type(" return 'b';")
    for someone in (writer, other):
        await expect(someone.text.locator(".hljs-string")).to_have_text("'b'")
    assert await same_text(writer, other) == [Block("code", "const a = 1; return 'b';")]


@pytest.mark.parametrize(("rule", "kind"), [("```", "code"), ("$$ ", "math")])
async def test_the_first_letters_stay_where_somebody_else_has_their_cursor(
    alice: Person, bob: Person, writers: Writers, rule: str, kind: str
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    writer, other = await writers.together(alice, bob, document)
    await writer.type(rule)
    await other.text.locator(f"[data-kind={kind}]").click()
    await expect(writer.text.locator(f"[data-kind={kind}] .remote-caret")).to_be_visible()
    await writer.type("abc")
    # As dictation and the keyboards of phones write.
    await writer.page.keyboard.insert_text("one\n\n  two")
    get_text = "text => text.editor.getText()"

    async def texts() -> list[str]:
        return [await someone.text.evaluate(get_text) for someone in (writer, other)]

    await equal(texts, ["abcone\n\n  two"] * 2)


async def test_the_language_is_chosen_at_the_block(alice: Person, writers: Writers) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    await writer.type("words\n```def f(): pass")
    choice = writer.page.get_by_role("combobox", name="Language of the code")
    await expect(choice).to_have_value("")
    await expect(writer.text.locator("[class*=hljs]")).to_have_count(0)
    await writer.press("Control+Alt+c")
    await expect(choice).to_be_focused()
    await choice.select_option("Python")
    await expect(writer.text.locator(".hljs-keyword")).to_have_text(["def", "pass"])
    await writer.press("Escape")
    await expect(writer.text).to_be_focused()

    await writer.go_to_start()
    await expect(choice).to_be_hidden()
    await writer.text.locator("pre").hover()
    await expect(choice).to_have_value("python")
    await choice.hover()
    await expect(choice).to_be_visible()
    await writer.saved()
    await writer.page.reload()
    await expect(writer.text.locator(".hljs-keyword")).to_have_text(["def", "pass"])


async def test_lines_that_are_written_at_once_all_stay(alice: Person, writers: Writers) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    await writer.type("```")
    # As dictation and the keyboards of phones write.
    await writer.page.keyboard.insert_text("one\n\n  two\nthree")
    await writer.shows("one\n\n  two\nthree")
    await writer.saved()
    assert await writer.blocks() == [Block("code", "one\n\n  two\nthree")]
