"""Formulas: drawn where nobody writes in them, and written in by many at once."""

import asyncio

from playwright.async_api import Locator, expect

from documents.tests.e2e.axe import faults
from documents.tests.e2e.clipboard import copied, paste
from documents.tests.e2e.writing import Block, Writer, Writers
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import equal

HOSTILE = [
    r"\def\a{\a\a}\a",
    r"\href{javascript:alert(1)}{x}\htmlStyle{color:red}{y}",
    r"\fcolorbox{red}{blue}{x}\pmb{y}\rule{1000em}{1000em}",
    "{" * 1900,
    "x+" * 5000,
]


# The parts of a formula that stand out of its block.
_WIDTHS = """block => {
    const { left, right } = block.getBoundingClientRect();
    const parts = [...block.querySelectorAll(".base")].map((part) => part.getBoundingClientRect());
    return parts.filter((part) => part.left < left || part.right > right).map(({ width }) => width);
}"""


def drawn(writer: Writer) -> Locator:
    """The formulas among the words as they are drawn."""
    return writer.text.locator(".drawn-formula .katex")


async def press(formula: Locator) -> None:
    """Press the middle of what is drawn, which Playwright misses in inline elements."""
    box = await formula.bounding_box()
    assert box is not None
    await formula.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


async def latex(writer: Writer) -> list[str]:
    """What screen readers and programs are told the drawn formulas are."""
    return await writer.text.locator(".drawn annotation").all_text_contents()


async def stored(writer: Writer) -> list[str]:
    """The formulas in the text, as their LaTeX."""
    read = """text => [...text.querySelectorAll('[data-math]')].map(
        formula => [...formula.childNodes].filter(node => !node.matches?.('.drawn, .remote-caret'))
            .map(node => node.textContent).join(''))"""
    found: list[str] = await writer.text.evaluate(read)
    return found


async def test_a_formula_is_drawn_and_opens_where_one_writes(
    alice: Person, writers: Writers
) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    await writer.type("It costs $5 and $6, so $x^2$ it is")
    await expect(drawn(writer)).to_have_count(1)
    await equal(lambda: stored(writer), ["x^2"])
    preview = writer.page.locator(".formula-preview")
    await expect(preview).to_be_hidden()

    await press(drawn(writer))
    await expect(writer.text.locator(".drawn-open")).to_have_text("x^2")
    await expect(preview.locator(".katex")).to_be_visible()
    await writer.type("+\\frac{1}")
    await expect(preview).to_contain_text("nexpected end of input")
    await expect(preview.locator(".katex")).to_be_visible()
    await writer.type("{2}")
    await expect(preview.locator(".drawn-error")).to_be_hidden()
    await writer.press("Enter")
    await expect(preview).to_be_hidden()
    await writer.type(" still")
    await equal(lambda: latex(writer), [r"x^2+\frac{1}{2}"])

    # One key at the edge goes in, the next go on; what is behind is not written into it.
    await writer.press(*["ArrowLeft"] * 6)
    await expect(drawn(writer)).to_have_count(1)
    await writer.press("ArrowLeft")
    await expect(writer.text.locator(".drawn-open")).to_be_visible()
    await writer.press("ArrowLeft", "ArrowRight", "ArrowRight")
    await writer.type(",")
    await equal(
        writer.blocks,
        [Block("paragraph", await _shown(writer, r"It costs $5 and $6, so {}, still it is"))],
    )
    await writer.saved()
    await writer.page.reload()
    await equal(lambda: latex(writer), [r"x^2+\frac{1}{2}"])


async def _shown(writer: Writer, words: str) -> str:
    """The text with the formula in it, source and drawing."""
    found = await writer.text.locator("[data-math]").text_content()
    return words.format(found)


async def test_a_formula_block_shows_source_and_drawing_beside_each_other(
    alice: Person, bob: Person, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    writer, other = await writers.together(alice, bob, document)
    await writer.type("before\n$$ \\sum_{i=1}^n i\n= x")
    block = writer.text.locator("[data-kind=math]")
    await expect(block.locator(".is-live .katex-display")).to_be_visible()
    await expect(block.locator(".is-live .drawn-error")).to_be_hidden()
    await expect(other.text.locator("[data-kind=math] .katex-display")).to_be_visible()
    await equal(lambda: latex(other), ["\\sum_{i=1}^n i\n= x"])

    await writer.press("Control+Enter")
    await writer.type("after")
    await expect(block.locator(".is-live")).to_have_count(0)
    await expect(block.locator(".katex-display")).to_be_visible()
    await writer.press("ArrowUp")
    await expect(block.locator(".is-live .katex-display")).to_be_visible()

    await other.text.locator("[data-kind=math]").click()
    await other.type("y")
    await writer.press("Control+Home", "ArrowDown")
    await writer.type("z")
    for someone in (writer, other):
        live = someone.text.locator(".is-live annotation")
        await equal(live.all_text_contents, ["z\\sum_{i=1}^n i\n= xy"])
    await writer.saved()
    await other.saved()


async def test_two_people_in_one_formula_both_keep_what_they_write(
    alice: Person, bob: Person, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    await writer.type("Let $a b$ be")
    await writer.saved()
    other = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await other.shows(await writer.words())
    await writer.go_to_start()
    await writer.press(*["ArrowRight"] * 6)
    await press(drawn(other))
    await asyncio.gather(writer.type("_1" * 5, pause=30), other.type("^2" * 5, pause=30))
    expected = [f"a{'_1' * 5} b{'^2' * 5}"]
    await equal(lambda: stored(writer), expected)
    await equal(lambda: stored(other), expected)
    await expect(writer.caret_of("Bob")).to_be_attached()
    await writer.saved()


async def test_hostile_latex_hurts_nobody(alice: Person, bob: Person, writers: Writers) -> None:
    document = alice.new_document()
    alice.share(document, "view")
    writer = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    for source in HOSTILE:
        await writer.type("$$ ")
        await writer.page.keyboard.insert_text(source)
        await writer.press("Control+Enter")
    await writer.type("done $x$ .")
    await writer.saved()
    reader = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await expect(drawn(reader)).to_have_count(1)
    assert await reader.text.locator("a, [src]:not(.ProseMirror-separator), [onclick]").count() == 0
    # Whoever may only read sees what is drawn; a press changes nothing for them.
    await press(drawn(reader))
    await expect(drawn(reader)).to_have_count(1)


async def test_formulas_of_other_pages_are_pasted_as_formulas(
    alice: Person, writers: Writers
) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    html = (
        "<p>So <span class='katex'><span class='katex-mathml'><math><semantics><mrow><mi>x</mi>"
        "</mrow><annotation encoding='application/x-tex'>x_1</annotation></semantics></math></span>"
        "<span class='katex-html' aria-hidden='true' style='color:red'>x1</span></span> it is</p>"
    )
    await paste(writer, {"text/html": html})
    await equal(lambda: latex(writer), ["x_1"])
    await writer.press("Control+a")
    assert await copied(writer, "text/plain") == "So $x_1$ it is"


async def test_formulas_are_accessible(alice: Person, writers: Writers) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    await writer.type("Let $x^2$ be $y}$ \n$$ \\int_0^1 x\\,dx" + "+y" * 30 + "\\tag{1}")
    await expect(writer.text.locator(".is-live .katex")).to_be_visible()
    assert await faults(writer.page) == []
    # On the phone that this leaves it is wider than the column.
    await expect(writer.text.get_by_role("group", name="Formula")).to_be_visible()
    # All of it is on paper, also what no line can end in.
    await writer.page.keyboard.insert_text("\\frac{" + "+z" * 60 + "}2")
    await expect(writer.text.locator(".is-live .mfrac")).to_be_visible()
    await writer.page.emulate_media(media="print")
    # The events of printing do not come with the looks of it.
    await writer.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert await writer.text.locator(".is-live").evaluate(_WIDTHS) == []
    await writer.page.emulate_media(media="screen")
    await press(drawn(writer))
    await expect(writer.page.locator(".formula-preview .katex")).to_be_visible()
    assert await faults(writer.page) == []
