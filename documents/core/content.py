"""What an item of a Yjs V1 update holds, read strictly; the format is that of yjs's Content*.js.

Neither ContentJSON, which pycrdt cannot read back, nor subdocuments are accepted.
"""

from array import array
from typing import TypeAlias

from documents.core import strict_json
from documents.core.errors import Malformed
from documents.core.lib0 import Reader
from documents.core.limits import Limits

DELETED, BINARY, STRING, EMBED, FORMAT, TYPE, ANY = 1, 3, 4, 5, 6, 7, 8

Clocks: TypeAlias = "array[int]"
"""Ascending, 32 bits each: there may be millions of them."""

_XML_ELEMENT = 3
_TYPES = frozenset({0, 1, 2, _XML_ELEMENT, 4, 6})
"""YArray, YMap, YText, YXmlElement, YXmlFragment, YXmlText; pycrdt has no YXmlHook (5)."""


def read_text(reader: Reader, clock: int) -> tuple[int, Clocks]:
    """Read text that begins at `clock`; return its length in clocks, which count UTF-16 units.

    With it comes the clock of each second unit: characters beyond the basic plane have two. Raises
    Malformed.
    """
    text = reader.var_string()
    length = len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
    seconds: Clocks = array("I")
    if length > len(text):
        for character in text:
            clock += 1
            if character > "\uffff":
                seconds.append(clock)
                clock += 1
    return length, seconds


def skip_content(reader: Reader, ref: int, limits: Limits) -> int:
    """Pass over what is no text and return its length in clocks; raises Malformed."""
    if ref == FORMAT:
        reader.var_string()
        strict_json.loads(reader.var_string(), limits.json_depth)
        return 1
    if ref == DELETED:
        return reader.var_uint()
    if ref == TYPE:
        kind = reader.var_uint()
        if kind not in _TYPES:
            raise Malformed(f"type {kind}")
        if kind == _XML_ELEMENT:
            reader.var_string()
        return 1
    if ref == ANY:
        length = reader.var_uint()
        for _ in range(length):
            _skip_any(reader, limits.any_depth)
        return length
    if ref == EMBED:
        strict_json.loads(reader.var_string(), limits.json_depth)
        return 1
    if ref == BINARY:
        reader.var_bytes()
        return 1
    raise Malformed(f"content {ref}")


def _skip_any(reader: Reader, depth: int) -> None:
    """Pass over one value as `encoding.writeAny` of lib0 writes it."""
    kind = reader.byte()
    if kind == 119:
        reader.var_string()
    elif kind == 125:
        reader.var_int()
    elif 120 <= kind <= 121 or 126 <= kind <= 127:
        pass  # booleans, null, undefined
    elif kind == 124:
        reader.skip(4)
    elif 122 <= kind <= 123:
        reader.skip(8)
    elif kind == 116:
        reader.var_bytes()
    elif kind == 117 or kind == 118:
        if depth == 0:
            raise Malformed("values nested too deeply")
        for _ in range(reader.var_uint()):
            if kind == 118:
                reader.var_string()
            _skip_any(reader, depth - 1)
    else:
        raise Malformed(f"value {kind}")
