import pytest

from documents.core import strict_json
from documents.core.errors import Malformed


@pytest.mark.parametrize(
    "text", ["null", '{"a":[1,-2.5e3,"x",true]}', '"[[[[["', '"\\ud800"', "{}"]
)
def test_what_stringify_writes_is_read(text: str) -> None:
    strict_json.loads(text, 2)


@pytest.mark.parametrize(
    "text",
    ["", "undefined", "NaN", "-Infinity", "1e999", "[1,]", "'a'", '"\n"', "1 2", "9" * 5000],
)
def test_what_stringify_never_writes_is_malformed(text: str) -> None:
    with pytest.raises(Malformed):
        strict_json.loads(text, 2)


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_nesting_is_bounded_exactly(opening: str, closing: str) -> None:
    def nested(depth: int) -> str:
        return opening * depth + "1" + closing * depth

    strict_json.loads(nested(24), 24)
    strict_json.loads("[" * 24 + "]" * 24, 24)
    with pytest.raises(Malformed):
        strict_json.loads("[" * 25 + "]" * 25, 24)
    for depth in (25, 1000, 200_000):
        with pytest.raises(Malformed):
            strict_json.loads(nested(depth), 24)


def test_breadth_is_not_depth() -> None:
    strict_json.loads("[" + ",".join(["[]"] * 1000) + "]", 2)
