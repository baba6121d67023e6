"""Well-formed updates that cost a replica far more than their size."""

from documents.core.lib0 import Writer


def _number(number: int) -> bytes:
    writer = Writer()
    writer.var_uint(number)
    return writer.to_bytes()


def _update(first: bytes, following: list[bytes]) -> bytes:
    """Make an update of structs by client 9."""
    count = 1 + len(following)
    return b"".join([b"\x01", _number(count), b"\x09\x00", first, *following, b"\x00"])


def appends(count: int) -> bytes:
    """Append one character at a time to a text, each a struct of its own."""
    following = [b"\x84\x09" + _number(clock) + b"\x01a" for clock in range(count - 1)]
    return _update(b"\x04\x01\x03txt\x01a", following)


def nested_elements(depth: int) -> bytes:
    """Put XML elements into each other."""
    following = [b"\x07\x00\x09" + _number(clock) + b"\x03\x01p" for clock in range(depth - 1)]
    return _update(b"\x07\x01\x03xml\x03\x01p", following)


DELETE_THE_FIRST = bytes.fromhex("000109010001")
"""Delete the first thing that client 9 wrote."""

ENDLESS = bytes.fromhex("010101000401016104f09f988000")
"""Reading this as an array never ends in pycrdt 0.14.13."""

NESTED_ANY = _update(b"\x08\x01\x01a\x01" + b"\x75\x01" * 50_000 + b"\x7f", [])
"""Decoding this overflows the stack of pycrdt 0.14.13."""

MANY_CLIENTS = bytes.fromhex("8080808001")
"""pycrdt 0.14.13 reserves 591 MB before it refuses this."""

BEFORE_ITS_PARENTS = bytes.fromhex("0101010225010b70726f73656d6972726f72016b077b2278223a317d00")
WITH_STRANGE_ORIGIN = bytes.fromhex("020104000003010100a404010568656c6c6f00")
"""Applied one after the other, these end a process with pycrdt 0.14.13."""
