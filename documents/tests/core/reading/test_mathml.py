"""MathML as it comes from a converter, and as it may stand in a page."""

from xml.etree.ElementTree import Element, tostring

import pytest

from documents.core.reading import render
from documents.core.reading.mathml import MAX_DEPTH, MAX_LENGTH, safe_mathml
from documents.core.reading.tree import Node, Part
from documents.tests.core.reading.markup import Tag, outline, parsed

MARKUP = "<math><mfrac><mi>a</mi><mo>&lt;</mo></mfrac></math>"


def safe(markup: str) -> str | None:
    """What of the insides of a formula may be shown."""
    found = safe_mathml(f"<math>{markup}</math>")
    if found is None:
        return None
    html = tostring(found, encoding="unicode", method="html")
    return html.removeprefix("<math>").removesuffix("</math>")


@pytest.mark.parametrize(
    "markup",
    [
        '<mo lspace="0" rspace="0.1667em" stretchy="false">&lt;</mo>',
        '<mtable displaystyle="true" scriptlevel="0"><mtr><mtd></mtd></mtr></mtable>',
        '<mfrac linethickness="0.1rem"><mi mathvariant="normal">d</mi><mn>2</mn></mfrac>',
        '<mspace width="-30em"></mspace>',
    ],
)
def test_what_says_how_a_formula_looks_stays(markup: str) -> None:
    assert safe(markup) == markup


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ('<mi style="color:#FF0000;">x</mi>', '<mi mathcolor="#FF0000">x</mi>'),
        ('<mi style="color:red;background:url(//a.org)">x</mi>', "<mi>x</mi>"),
        (
            '<mtd style="text-align: right;justify-items: end;padding-right: 0;"/>',
            '<mtd class="math-right math-close-right"></mtd>',
        ),
        (
            '<menclose notation="box updiagonalstrike longdiv"><mi>x</mi></menclose>',
            '<mrow class="math-box math-strike-up"><mi>x</mi></mrow>',
        ),
        ('<mspace width="31em"/><mspace width="1e3em"/>', "<mspace></mspace><mspace></mspace>"),
        ('<mi id="text" class="toolbar" href="//a.org" onclick="x()">x</mi>', "<mi>x</mi>"),
        ('<mtext><a href="#q">(1)</a> <b>so</b></mtext>', "<mtext>(1) so</mtext>"),
        ("<mo>&ApplyFunction;</mo>", "<mo>\u2061</mo>"),
        ("<mtext>&amp;lt;&lt;script&gt;</mtext>", "<mtext>&amp;lt;&lt;script&gt;</mtext>"),
    ],
)
def test_what_could_do_more_is_said_otherwise_or_not_at_all(markup: str, found: str) -> None:
    assert safe(markup) == found


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<mi>x",
        "<mi>\x08</mi>",
        "<mo>&nonsense;</mo>",
        "<script>alert(1)</script>",
        "<mrow><a href='//a.org'><mi>x</mi></a></mrow>",
        "<semantics><mi>x</mi><annotation-xml><p>x</p></annotation-xml></semantics>",
        "<svg><style/></svg>",
        "<mi>" + "x" * MAX_LENGTH + "</mi>",
        "<mrow>" * MAX_DEPTH + "<mrow/>" + "</mrow>" * MAX_DEPTH,
        "<mrow>" * 5_000 + "</mrow>" * 5_000,
    ],
)
def test_what_is_not_maths_or_too_much_is_not_drawn(markup: str) -> None:
    assert safe(markup) is None


@pytest.mark.parametrize(
    "markup",
    ["", "x", "<p>x</p>", '<!DOCTYPE math [<!ENTITY a "b">]><math><mi>&a;</mi></math>', "<mathx/>"],
)
def test_what_is_no_formula_is_none(markup: str) -> None:
    assert safe_mathml(markup) is None


def drawn(*nodes: Node) -> Tag:
    """The page of blocks whose formulas are all drawn alike, but for those that are wrong."""

    def draw(source: str, is_block: bool) -> Element | None:
        return None if "?" in source else safe_mathml(MARKUP)

    return parsed(render(nodes, draw))


def test_a_formula_is_drawn_beside_its_source() -> None:
    runs: list[Part] = [
        ("so ", {}),
        ("x", {"math": {}}),
        ("y", {"math": {}, "bold": {}}),
        (" is", {}),
    ]
    found = outline(drawn(Node("block", {}, runs)))
    maths = "math(mfrac(mi(a) mo(<)))"
    assert found == f"root(p(so  span(span(x strong(y)) {maths})  is))"
    found = outline(drawn(Node("block", {"kind": "math"}, [("x\n", {})])))
    assert found == f"root(div(code(span(x\n br) {maths})))"


def test_a_formula_that_cannot_be_read_and_code_are_as_they_were() -> None:
    page = drawn(
        Node("block", {}, [("x?", {"math": {}})]),
        Node("block", {"kind": "math"}, [("x?", {})]),
        Node("block", {"kind": "code"}, [("x", {"math": {}})]),
    )
    assert outline(page) == "root(p(span(x?)) div(code(x?)) pre(code(span(x))))"


def test_formulas_are_drawn_in_captions_and_cells() -> None:
    formula: Part = ("x", {"math": {}})
    cell = Node("cell", {}, [Node("block", {}, [formula])])
    page = drawn(Node("image", {}, [formula]), Node("table", {}, [Node("row", {}, [cell])]))
    assert [tag.name for tag in page].count("math") == 2
