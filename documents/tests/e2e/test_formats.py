"""Colours, raised and lowered words, alignment, callouts: chosen by keys, seen by the others."""

from playwright.async_api import expect

from documents.tests.e2e.writing import Block, Writers, same_text
from documents.tests.harness.people import Person


async def test_a_colour_is_chosen_by_keys(alice: Person, writers: Writers) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    await writer.type("a red word")
    await writer.press("Shift+Home")
    button = writer.toolbar.get_by_role("button", name="Colours")
    menu = writer.page.get_by_role("menu", name="Colours")
    await button.focus()
    await writer.press("Enter")
    none = menu.get_by_role("menuitemradio", name="Default colour")
    await expect(none).to_be_focused()
    await expect(none).to_be_checked()
    ink = menu.get_by_role("group", name="Text colour")
    ground = menu.get_by_role("group", name="Highlight")
    await writer.press("ArrowRight", "ArrowRight")
    await expect(ink.get_by_role("menuitemradio", name="Red")).to_be_focused()
    await writer.press("ArrowDown")
    await expect(ground.get_by_role("menuitemradio", name="Red")).to_be_focused()
    await writer.press("ArrowUp", "Enter")
    await expect(writer.text).to_be_focused()
    coloured = writer.text.locator("span[data-color]")
    await expect(coloured).to_have_text("a red word")
    await expect(coloured).to_have_attribute("data-color", "red")

    await button.focus()
    await writer.press("Enter")
    await expect(ink.get_by_role("menuitemradio", name="Red")).to_be_checked()
    await expect(ink.get_by_role("menuitemradio", name="Red")).to_be_focused()
    await writer.press("Home", "Enter")
    await expect(coloured).to_have_count(0)


async def test_rare_formats_are_in_a_menu(alice: Person, writers: Writers) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    await writer.type("E = mc")
    await writer.press("Control+.")
    await writer.type("2")
    await expect(writer.text.locator("sup")).to_have_text("2")
    more = writer.toolbar.get_by_role("button", name="More formats")
    menu = writer.page.get_by_role("menu", name="More formats")
    await more.click()
    await expect(menu.get_by_role("menuitemcheckbox", name="Superscript")).to_be_checked()
    await menu.get_by_role("menuitemcheckbox", name="Superscript").click()
    await writer.type("!")
    await expect(writer.text.locator("sup")).to_have_text("2")
    await writer.press("Shift+Home")
    await more.click()
    await menu.get_by_role("menuitem", name="Clear formats").click()
    await expect(writer.text.locator("sup")).to_have_count(0)
    await writer.shows("E = mc2!")


async def test_blocks_are_aligned_by_keys(alice: Person, writers: Writers) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    await writer.type("שלום")
    block = writer.text.locator("p")
    # Ctrl+Shift+R and J are the browser's own, which must not reload the page or open its tools.
    for key, align, shown in [
        ("E", "center", "center"),
        ("R", "end", "end"),
        ("J", "justify", "justify"),
        ("L", None, "start"),
    ]:
        await writer.press(f"Control+Shift+{key}")
        await expect(block).to_have_css("text-align", shown)
        assert await block.get_attribute("data-align") == align
    await expect(block).to_have_css("direction", "rtl")
    await writer.toolbar.get_by_role("button", name="Alignment").click()
    menu = writer.page.get_by_role("menu", name="Alignment")
    await expect(menu.get_by_role("menuitemradio", name="Start")).to_be_checked()
    await menu.get_by_role("menuitemradio", name="Centre").click()
    await expect(block).to_have_css("text-align", "center")
    await writer.shows("שלום")
    # A block without letters begins where the one before it does, and so does what it shows.
    await writer.press("End", "Enter")
    await writer.type("- ")
    await expect(writer.text.locator("li")).to_have_css("direction", "rtl")
    # The first takes back what "- " has become.
    await writer.press(*["Backspace"] * 4)
    await writer.shows("שלום")
    # What is asked there opens to the left, where the text goes on.
    await writer.type(" /")
    box = await writer.page.get_by_role("listbox", name="Insert").bounding_box()
    text = await writer.text.bounding_box()
    assert box
    assert text
    assert box["x"] + box["width"] < text["x"] + text["width"] / 2


async def test_two_people_colour_the_same_words(
    alice: Person, bob: Person, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    writer, other = await writers.together(alice, bob, document)
    await writer.type("ours")
    await other.shows("ours")
    for someone in (writer, other):
        await someone.go_to_end()
        await someone.press("Shift+Home")
    await writer.press("Control+Shift+H")
    # Of two at the same time either may win.
    await expect(other.text.locator("mark")).to_contain_text("ours")
    await other.toolbar.get_by_role("button", name="Colours").click()
    group = other.page.get_by_role("group", name="Highlight")
    await group.get_by_role("menuitemradio", name="Green").click()
    for someone in (writer, other):
        green = someone.text.locator('mark[data-color="green"]')
        await expect(green).to_contain_text("ours")
        await expect(someone.text.locator("mark")).to_have_count(1)
    assert await same_text(writer, other) == [Block("paragraph", "ours")]


async def test_callouts_of_one_tone_are_one_box_with_a_name(
    alice: Person, bob: Person, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    writer, other = await writers.together(alice, bob, document)
    await writer.type("[!tip] Come early.\nBring a coat.\n\nThat is all.")
    blocks = [
        Block("callout", "Come early."),
        Block("callout", "Bring a coat."),
        Block("paragraph", "That is all."),
    ]
    assert await same_text(writer, other) == blocks
    tips = other.text.get_by_role("note", name="Tip")
    await expect(tips).to_have_count(2)
    first, second = await tips.nth(0).bounding_box(), await tips.nth(1).bounding_box()
    assert first is not None
    assert second is not None
    assert second["y"] <= first["y"] + first["height"]

    await writer.go_to_start()
    await writer.choose_kind("Warning")
    await expect(other.text.get_by_role("note", name="Warning")).to_contain_text("Come early.")
    await expect(tips).to_have_count(1)
    await writer.choose_kind("Text")
    await expect(tips).to_have_count(1)
    assert await same_text(writer, other) == [Block("paragraph", "Come early."), *blocks[1:]]
