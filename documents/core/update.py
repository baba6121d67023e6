"""A strict reader of Yjs V1 updates, in front of everything that applies them.

The format is that of `readClientsStructRefs` and `readDeleteSet` in yjs 13.6. An update that
passes is complete in itself, means the same to yjs and yrs, and stays within the limits.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from documents.core.causality import Reference, outside, refuse_cycles
from documents.core.content import skip_content
from documents.core.errors import Malformed, UpdateRefused
from documents.core.lib0 import Reader, Writer
from documents.core.limits import LIMITS, Limits

_HAS_ORIGIN = 0x80
_HAS_RIGHT_ORIGIN = 0x40
_HAS_PARENT_KEY = 0x20
_CONTENT = 0x1F
_GARBAGE = 0


@dataclass(frozen=True, slots=True)
class ParsedUpdate:
    """What an update carries and what it refers to; every range of clocks is half-open.

    `structs` maps a clientID to the (start, end) of its structs, which have no gaps. `needs` maps
    a clientID to the clock that a replica must have reached to apply those structs. `deletes`
    maps a clientID to the ranges it deletes. `roots` are the root types it names.
    """

    structs: dict[int, tuple[int, int]]
    needs: dict[int, int]
    deletes: dict[int, list[tuple[int, int]]]
    roots: frozenset[str]


def parse(update: bytes, limits: Limits = LIMITS) -> ParsedUpdate:
    """Read an update; raises UpdateRefused when no honest client would have sent it."""
    reader = Reader(update)
    try:
        structs, references, roots = _read_structs(reader, limits)
        deletes = _read_deletes(reader, limits)
        reader.finish()
        if len(structs) > 1:
            refuse_cycles(structs, references)
    except Malformed as error:
        raise UpdateRefused(str(error)) from None
    return ParsedUpdate(structs, outside(structs, references), deletes, frozenset(roots))


def is_missing_parents(parsed: ParsedUpdate, state_vector: Mapping[int, int]) -> bool:
    """Whether a replica at `state_vector` lacks something that the update builds on or deletes."""
    for client, clock in parsed.needs.items():
        if state_vector.get(client, 0) < clock:
            return True
    for client, ranges in parsed.deletes.items():
        known = max(state_vector.get(client, 0), parsed.structs.get(client, (0, 0))[1])
        if any(end > known for _, end in ranges):
            return True
    return False


def _read_structs(
    reader: Reader, limits: Limits
) -> tuple[dict[int, tuple[int, int]], list[Reference], set[str]]:
    structs: dict[int, tuple[int, int]] = {}
    references: list[Reference] = []
    roots: set[str] = set()
    sections = reader.var_uint()
    if sections > limits.clients:
        raise Malformed(f"{sections} clients")
    allowed = limits.structs
    for _ in range(sections):
        count = reader.var_uint()
        allowed -= count
        if count == 0 or allowed < 0:
            raise Malformed(f"{count} structs in one section")
        client = reader.var_uint()
        if client in structs:
            raise Malformed("two sections of one client")
        start = clock = reader.var_uint()
        for _ in range(count):
            length = _read_struct(reader, client, clock, references, roots, limits)
            clock += length
            if length == 0 or clock > limits.clock:
                raise Malformed("a struct of impossible length or clock")
        structs[client] = start, clock
    if len(roots) > limits.roots:
        raise Malformed(f"{len(roots)} roots")
    return structs, references, roots


def _read_struct(
    reader: Reader,
    client: int,
    clock: int,
    references: list[Reference],
    roots: set[str],
    limits: Limits,
) -> int:
    """Read one struct, note what it refers to, and return its length in clocks."""
    info = reader.byte()
    if info == _GARBAGE:
        return reader.var_uint()

    def refer() -> None:
        target, target_clock = reader.var_uint(), reader.var_uint()
        if target != client:
            references.append(Reference(client, clock, target, target_clock))
        elif target_clock >= clock:
            raise Malformed("a reference to itself or to what comes later")

    if info & _HAS_ORIGIN:
        refer()
    if info & _HAS_RIGHT_ORIGIN:
        refer()
    if not info & (_HAS_ORIGIN | _HAS_RIGHT_ORIGIN):
        parent_is_root = reader.var_uint()
        if parent_is_root == 1:
            roots.add(reader.var_string())
        elif parent_is_root == 0:
            refer()
        else:
            raise Malformed("neither a root nor an item as parent")
        if info & _HAS_PARENT_KEY:
            reader.var_string()
    return skip_content(reader, info & _CONTENT, limits)


def _read_deletes(reader: Reader, limits: Limits) -> dict[int, list[tuple[int, int]]]:
    deletes: dict[int, list[tuple[int, int]]] = {}
    sections = reader.var_uint()
    if sections > limits.known_clients:
        raise Malformed(f"deletes of {sections} clients")
    for _ in range(sections):
        client = reader.var_uint()
        if client in deletes:
            raise Malformed("two delete sections of one client")
        ranges = deletes[client] = []
        for _ in range(reader.var_uint()):
            start = reader.var_uint()
            end = start + reader.var_uint()
            if end == start or end > limits.clock:
                raise Malformed("a deleted range of impossible length or clock")
            ranges.append((start, end))
    return deletes


def decode_state_vector(data: bytes, limits: Limits = LIMITS) -> dict[int, int]:
    """Read a state vector, the clock per clientID; raises Malformed."""
    reader = Reader(data)
    clocks: dict[int, int] = {}
    entries = reader.var_uint()
    if entries > limits.known_clients:
        raise Malformed(f"a state vector of {entries} clients")
    for _ in range(entries):
        client, clock = reader.var_uint(), reader.var_uint()
        if client in clocks or clock > limits.clock:
            raise Malformed("a state vector with an impossible entry")
        clocks[client] = clock
    reader.finish()
    return clocks


def encode_state_vector(state_vector: Mapping[int, int]) -> bytes:
    """Write a state vector as `encodeStateVector` of yjs does, highest clientID first."""
    writer = Writer()
    writer.var_uint(len(state_vector))
    for client, clock in sorted(state_vector.items(), reverse=True):
        writer.var_uint(client)
        writer.var_uint(clock)
    return writer.to_bytes()
