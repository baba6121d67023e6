"""Sets of clocks, as ascending half-open ranges that do not touch."""

from bisect import bisect_right
from collections.abc import Iterable
from operator import itemgetter

Range = tuple[int, int]


def joined(ranges: Iterable[Range]) -> list[Range]:
    """Sort ranges and join those that overlap or touch."""
    result: list[Range] = []
    for start, end in sorted(ranges):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def covers(ranges: list[Range], wanted: Range) -> bool:
    """Tell whether joined ranges contain the whole of another one."""
    start, end = wanted
    position = bisect_right(ranges, start, key=itemgetter(0))
    return start >= end or (position > 0 and end <= ranges[position - 1][1])
