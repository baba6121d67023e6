"""Formulas drawn as MathML. The one module that imports math_core: native code, fed by clients."""

from time import thread_time
from xml.etree.ElementTree import Element

from math_core import LatexError, LatexToMathML

from documents.core.reading.mathml import safe_mathml

MAX_SOURCE = 2_000
"""Characters of LaTeX, as in the editor (`drawn/artist.ts`)."""
MAX_SECONDS = 0.5
"""Of CPU time for a document's formulas: honest ones need a fifth of a millisecond each."""
MAX_EXPANSIONS = 300
"""Of macros, in a formula."""
MAX_DRAWN = 2_000_000
"""Characters of MathML in a document."""

_CONVERTER = LatexToMathML(
    fancy_error=False,
    max_expansions=MAX_EXPANSIONS,
    allow_unreliable_rendering=True,  # wide tildes: a little short is better than their source
)


class FormulaDrawer:
    """Draws the formulas of one document, as long as its time and room last."""

    def __init__(self) -> None:
        self._seconds = MAX_SECONDS
        self._room = MAX_DRAWN

    def draw(self, source: str, is_block: bool) -> Element | None:
        """Draw LaTeX; None where it cannot be read, or is too much."""
        if len(source) > MAX_SOURCE or self._seconds <= 0 or self._room <= 0:
            return None
        start = thread_time()
        try:
            markup = _CONVERTER.convert_with_local_state(source, displaystyle=is_block)
            self._room -= len(markup)
            return safe_mathml(markup)
        except (LatexError, UnicodeEncodeError):  # half a character has no bytes
            return None
        finally:
            self._seconds -= thread_time() - start
