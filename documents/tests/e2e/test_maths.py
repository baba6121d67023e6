"""Formulas as the server draws them: maths without scripts, and in the text only once."""

import pycrdt
from playwright.async_api import expect

from documents.tests.e2e.axe import SCHEMES, SIZES
from documents.tests.e2e.readings import drawn
from documents.tests.e2e.test_accessibility import PICTURES
from documents.tests.e2e.test_reading import Client, Held, reader, stored
from documents.tests.e2e.writing import TEXT, Writers
from documents.tests.harness.browser import Pages
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import until

# Words, with formulas between dollars, or a formula as a block.
PAGE = [
    ("Kinetic energy is $\\frac{1}{2}mv^2$, and light is $E=mc^2$, for $\\widehat{ABC}$.", ""),
    ("x = \\frac{-b \\pm \\sqrt{b^2-4ac}}{2a}", "math"),
    ("\\begin{aligned}a\\cdot E&=\\frac{\\rho}{\\pi_0}\\\\ \\nabla B&=0\\end{aligned}", "math"),
    ("f(x)=\\begin{cases}1&x>0\\\\0&\\text{else}\\end{cases}", "math"),
    ("\\boxed{\\cancel{a}+\\color{red}b}", "math"),
    ("\\left(\\begin{array}{c|c}a&b\\\\\\hline c&d\\end{array}\\right)", "math"),
    ("\\begin{equation}" + "+".join(f"x_{{{n}}}^2" for n in range(24)) + "\\end{equation}", "math"),
    ("Not to be read: $\\frac{1}$ and $\\href{javascript:alert(1)}{x}$.", ""),
    ("\\sqrt{" * 280, "math"),
    ("\\def\\a{\\a\\a}\\a", "math"),
    ("\\text{</math><script>alert(1)</script>}", "math"),
]  # fmt: skip


def page_of_formulas() -> bytes:
    replica: pycrdt.Doc[pycrdt.XmlFragment] = pycrdt.Doc()
    fragment = replica.get("default", type=pycrdt.XmlFragment)
    for words, kind in PAGE:
        parts = [words] if kind else words.split("$")
        text = pycrdt.XmlText("".join(parts))
        attributes = {"kind": kind or "paragraph"}
        fragment.children.append(pycrdt.XmlElement("block", attributes, [text]))
        start = 0
        for number, part in enumerate(parts):
            if number % 2:
                text.format(start, start + len(part), {"math": {}})
            start += len(part)
    return replica.get_update()


async def test_without_scripts_formulas_are_maths(
    alice: Person, node_client: Client, pages: Pages
) -> None:
    address = await stored(alice, await node_client(), page_of_formulas())
    page = await reader(pages, address, alice)
    text = page.get_by_role("article", name=TEXT)
    await expect(text.locator("math")).to_have_count(10)
    await expect(text.get_by_role("math")).to_have_count(10)
    await expect(text.locator("mfrac").first).to_be_visible()
    await expect(text.get_by_text("E=mc^2")).to_be_hidden()
    await expect(text.get_by_text("\\frac{1}", exact=True)).to_be_visible()
    assert await text.locator("script, [href], [style], [src]").count() == 0
    assert await drawn(page) == [""] + [
        words if kind else words.replace("$", "") for words, kind in PAGE
    ]
    for width, height in SIZES:
        await page.set_viewport_size({"width": width, "height": height})
        assert not await page.evaluate("document.scrollingElement.scrollWidth > innerWidth")
        for scheme in SCHEMES:
            await page.emulate_media(color_scheme=scheme)
            picture = PICTURES / f"maths-{width}-{scheme}.png"
            await page.screenshot(path=picture, full_page=True)
    await page.emulate_media(media="print")
    await page.screenshot(path=PICTURES / "maths-print.png", full_page=True)


async def test_a_selection_behind_a_drawn_formula_is_carried_over(
    alice: Person, node_client: Client, writers: Writers
) -> None:
    address = await stored(alice, await node_client(), page_of_formulas())
    writer = await writers.new(alice)
    held = Held()
    await held.hold(writer.page)
    await writer.page.goto(address, wait_until="commit")
    line = writer.page.get_by_text("Kinetic energy")
    await expect(line.locator("math").first).to_be_hidden()
    await line.evaluate(
        """line => {
            const words = [...line.childNodes].find(node => node.data?.startsWith(", and"));
            getSelection().setBaseAndExtent(words, 2, words, 5);
        }"""
    )
    await held.let_go()
    await writer.saved()
    await expect(writer.text.locator(".katex")).not_to_have_count(0)
    await until(lambda: writer.page.evaluate("getSelection().toString()"), lambda it: it == "and")
