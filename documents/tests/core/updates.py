"""Hand-made V1 updates, honest and otherwise."""

from documents.core.lib0 import Writer

ROOT, ITEM = 1, 0


def var(*numbers: int) -> bytes:
    """Encode numbers."""
    writer = Writer()
    for number in numbers:
        writer.var_uint(number)
    return writer.to_bytes()


def text(value: str) -> bytes:
    """Encode text."""
    writer = Writer()
    writer.var_string(value)
    return writer.to_bytes()


def item(ref: int, content: bytes, root: str = "r") -> bytes:
    """An item without neighbours in a root type."""
    return bytes([ref]) + var(ROOT) + text(root) + content


def child(parent: tuple[int, int], ref: int, content: bytes) -> bytes:
    """An item without neighbours in the type that another item holds."""
    return bytes([ref]) + var(ITEM, *parent) + content


def after(origin: tuple[int, int], ref: int, content: bytes) -> bytes:
    """An item to the right of another."""
    return bytes([ref | 0x80]) + var(*origin) + content


def section(client: int, clock: int, *structs: bytes) -> bytes:
    """The structs of one client, from `clock` on."""
    return var(len(structs), client, clock) + b"".join(structs)


def update(*sections: bytes, deletes: bytes = b"\x00") -> bytes:
    """An update of struct sections and an encoded delete set."""
    return var(len(sections)) + b"".join(sections) + deletes


def deleting(client: int, *ranges: tuple[int, int]) -> bytes:
    """A delete set of (clock, length) ranges of one client."""
    return var(1, client, len(ranges)) + b"".join(var(*bounds) for bounds in ranges)
