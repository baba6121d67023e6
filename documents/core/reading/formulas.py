"""Formulas as maths to look at, beside their source, which stays in the text."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

Draw = Callable[[str, bool], Element | None]
"""Draws LaTeX, as a block or within a line; None of what it cannot read."""


class Formulas:
    """Puts drawings beside the sources of formulas, in elements whose text is written already."""

    def __init__(self, draw: Draw | None) -> None:
        self._draw = draw

    def draw_in(self, line: Element, *, is_block: bool) -> None:
        """Draw the line if it is a formula as a whole, else the formulas among its words."""
        if is_block:
            self._draw_beside(line, is_block=True)
        else:
            for formula in line.iterfind(".//span[@data-math]"):
                self._draw_beside(formula, is_block=False)

    def _draw_beside(self, formula: Element, *, is_block: bool) -> None:
        maths = self._draw and self._draw("".join(formula.itertext()), is_block)
        if maths is None:
            return
        source = Element("span", {"class": "math-source"})
        source.text, formula.text = formula.text, None
        source.extend(formula)
        formula[:] = [source, maths]
