"""JSON as `JSON.stringify` writes it: no NaN, no infinity, no bottomless nesting."""

import json
import math
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
    for _ in range(max_depth + 1):
        level = [
            child
            for item in level
            if isinstance(item, dict | list)
            for child in (item.values() if isinstance(item, dict) else item)
        ]
        if not level:
            return
    raise Malformed("JSON nested too deeply")
