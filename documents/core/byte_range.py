"""Parts of a file that are asked for over HTTP (RFC 9110, section 14): one range at a time."""

import re

_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})", re.IGNORECASE)


class Unsatisfiable(Exception):
    """Nothing of what is there was asked for."""


def byte_range(header: str, size: int) -> tuple[int, int] | None:
    """The part of `size` bytes that a Range header asks for, half-open.

    None when the whole is to be sent: nothing was asked for, several parts at once, or something
    that nobody understands. Raises Unsatisfiable.
    """
    found = _RANGE.fullmatch(header.strip())
    if found is None or found[0].endswith("=-"):
        return None
    first, last = found.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < start:
            return None
    if start >= size:
        raise Unsatisfiable
    return start, end
