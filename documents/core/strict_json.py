"""JSON as `JSON.stringify` writes it: no NaN, no infinity, no bottomless nesting."""

import json
import math
from collections.abc import Iterable
from typing import Any, NoReturn

from documents.core.errors import Malformed


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("a number beyond every double")
    return number


_DECODER = json.JSONDecoder(parse_constant=_no_constant, parse_float=_finite)


def loads(text: str, max_depth: int) -> Any:
    """Parse JSON; raises Malformed when it is invalid or nested deeper than `max_depth`."""
    try:
        value = _DECODER.decode(text)
    except (ValueError, RecursionError):
        raise Malformed("invalid JSON") from None
    # Brackets inside strings count too; only a suspicious text pays for the exact answer.
    if text.count("[") + text.count("{") > max_depth:
        _check_depth(value, max_depth)
    return value


def _check_depth(value: Any, max_depth: int) -> None:
    level = [value]
    for _ in range(max_depth):
        level = [child for container in level for child in _children(container)]
    if any(isinstance(item, dict | list) for item in level):
        raise Malformed("JSON nested too deeply")


def _children(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
