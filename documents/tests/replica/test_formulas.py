"""Formulas as clients write them, drawn as MathML."""

import random
from time import thread_time
from xml.etree.ElementTree import tostring

import pytest

from documents.replica import formulas
from documents.replica.formulas import FormulaDrawer

HOSTILE = {
    "recursion": r"\def\a{\a\a}\a",
    "doubling": r"\newcommand{\x}[1]{#1#1#1#1#1#1#1#1}" + r"\x{" * 300 + "y" + "}" * 300,
    "long macro": rf"\def\a{{{'x' * 900}}}\def\b{{{chr(92)}a{chr(92)}a}}" + r"\b" * 400,
    "open braces": "{" * 2_000,
    "powers": "x^{" * 500 + "x" + "}" * 500,
    "roots": r"\sqrt{" * 280 + "x" + "}" * 280,
    "fractions": r"\frac1{" * 280 + "x" + "}" * 280,
    "wide matrix": r"\begin{matrix}" + "&" * 1_900 + r"\end{matrix}",
    "high table": r"\begin{align}" + r"\\" * 900 + r"\end{align}",
    "nested tables": r"\begin{matrix}" * 70 + "x" + r"\end{matrix}" * 70,
    "primes": "x" + "'" * 1_900,
    "accents": "e" + "\u0301" * 1_900,
    "too long": "x+" * 5_000,
    "half a character": "x\ud800",
    "nothing": " ",
    "control characters": "\x00\x08\ufffe",
    "unknown command": r"x\nonsense",
    "addresses": r"\href{javascript:alert(1)}{x}\includegraphics{https://a.org/x.png}",
    "styles": r"\htmlStyle{color:red}{x}\htmlId{a}{y}\class{toolbar}{z}",
}  # fmt: skip

PIECES = [
    r"\frac", r"\sqrt", "{", "}", "^", "_", "x", "1", "+", r"\left(", r"\right)", "&", r"\\", " ",
    r"\begin{matrix}", r"\end{matrix}", r"\begin{align}", r"\end{align}", r"\text{", "<b>", '"',
    r"\def\a", r"\a", "#1", r"\sum", r"\limits", r"\color{red}", r"\not", r"\over", "%", "$", "é",
    "漢", "😀", "\u0301", "\x00", "'", r"\tag{", r"\label{a}", r"\eqref{a}", r"\hline", r"\middle",
    r"\operatorname{", r"\mathbb", r"\hspace{", "99em}", r"\cancel", r"\boxed", r"\mathchoice",
]  # fmt: skip


def draw(source: str, is_block: bool = False) -> str | None:
    found = FormulaDrawer().draw(source, is_block)
    return None if found is None else tostring(found, encoding="unicode", method="html")


def test_a_formula_is_drawn() -> None:
    assert draw("x^2") == "<math><msup><mi>x</mi><mn>2</mn></msup></math>"
    assert draw("x", is_block=True) == '<math display="block"><mi>x</mi></math>'
    assert "math-right" in str(draw(r"\begin{aligned}a&=b\end{aligned}"))
    assert "mathcolor" in str(draw(r"\textcolor{red}{x}"))


def test_text_is_text() -> None:
    assert "&lt;/math&gt;&lt;script&gt;" in str(draw(r"\text{</math><script>alert(1)</script>}"))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_formulas_cost_little(name: str) -> None:
    start = thread_time()
    found = draw(HOSTILE[name], is_block=True)
    assert thread_time() - start < formulas.MAX_SECONDS
    assert len(found or "") < 60_000


@pytest.mark.parametrize(
    "name", ["recursion", "powers", "roots", "too long", "half a character", "nothing",
             "control characters", "unknown command", "addresses", "styles"],
)  # fmt: skip
def test_what_cannot_be_drawn_is_none(name: str) -> None:
    assert draw(HOSTILE[name]) is None


def test_nothing_is_remembered_from_one_formula_to_the_next() -> None:
    drawer = FormulaDrawer()
    assert drawer.draw(r"\newcommand{\mine}{x}\mine", False) is not None
    assert drawer.draw(r"\mine", False) is None


def test_a_document_has_so_much_time_and_room(monkeypatch: pytest.MonkeyPatch) -> None:
    drawer = FormulaDrawer()
    drawer._seconds = 0
    assert drawer.draw("x", False) is None
    monkeypatch.setattr(formulas, "MAX_DRAWN", 50)
    drawer = FormulaDrawer()
    drawn = [drawer.draw("x+y+z", False) is not None for _ in range(3)]
    assert drawn == [True, False, False]


def test_random_formulas_are_drawn_as_maths_or_not_at_all() -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    drawn = 0
    for _ in range(3_000):
        source = "".join(chance.choices(PIECES, k=chance.choice([2, 5, 20, 300])))
        found = draw(source, chance.random() < 0.5)
        drawn += found is not None
        assert " style=" not in str(found)
    assert drawn > 100
