import json
from pathlib import Path

from documents.core import close_codes
from documents.tests.histories import VECTORS


def test_codes_are_those_of_the_vector_that_the_frontend_reads_too() -> None:
    vector = json.loads((VECTORS / "close_codes.json").read_text())
    ours = {name: code for name, code in vars(close_codes).items() if isinstance(code, int)}
    assert ours == vector


def test_every_code_has_a_reason_that_fits_a_close_frame() -> None:
    vector = json.loads((VECTORS / "close_codes.json").read_text())
    assert set(close_codes.REASONS) == set(vector.values())
    assert all(0 < len(reason.encode()) <= 123 for reason in close_codes.REASONS.values())


def test_every_code_is_documented() -> None:
    documented = (Path(__file__).parents[3] / "docs" / "protocol.md").read_text()
    assert all(f"| {code} |" in documented for code in close_codes.REASONS)
