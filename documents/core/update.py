"""A strict reader of Yjs V1 updates, in front of everything that applies them.

The format is that of `readClientsStructRefs` and `readDeleteSet` in yjs 13.6. An update that
passes is complete in itself, means the same to yjs and yrs, and stays within the limits.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from documents.core.causality import Reference, outside, refuse_cycles
from documents.core.content import DELETED, STRING, TYPE, Clocks, read_text, skip_content
from documents.core.entries import CONTENT, GARBAGE, HAS_KEY, Place
from documents.core.errors import Malformed, UpdateRefused
from documents.core.lib0 import Reader, Writer
from documents.core.limits import LIMITS, Limits

_HAS_ORIGIN = 0x80
_HAS_RIGHT_ORIGIN = 0x40


@dataclass(frozen=True, slots=True)
class ParsedUpdate:
    """What an update carries and what it refers to; every range of clocks is half-open.

    `structs` maps a clientID to the (start, end) of its structs, which have no gaps. `needs` maps
    a clientID to the clock that a replica must have reached to apply those structs. `deletes`
    maps a clientID to the ranges it deletes. `roots` are the root types it names. `parents` are the
    (clientID, clock) that it puts something into, `holders` its own ranges, ascending, into which
    something may be put: types, and what may have been one before it was deleted. `places` are
    those of its structs, by clientID and ascending, that have an origin, a right origin or a key,
    or are garbage. `seconds` are the clocks of its own text, by clientID, at which a character has
    its second UTF-16 unit.
    """

    structs: dict[int, tuple[int, int]]
    needs: dict[int, int]
    deletes: dict[int, list[tuple[int, int]]]
    roots: frozenset[str]
    parents: frozenset[tuple[int, int]]
    holders: dict[int, list[tuple[int, int]]]
    places: dict[int, list[Place]]
    seconds: dict[int, Clocks]


def parse(update: bytes, limits: Limits = LIMITS) -> ParsedUpdate:
    """Read an update; raises UpdateRefused when no honest client would have sent it."""
    reader = Reader(update)
    found = Found()
    try:
        structs = _read_structs(reader, found, limits)
        deletes = read_deletes(reader, limits)
        reader.finish()
        if len(structs) > 1:
            refuse_cycles(structs, found.references)
    except Malformed as error:
        raise UpdateRefused(str(error)) from None
    needs = outside(structs, found.references)
    roots, parents = frozenset(found.roots), frozenset(found.parents)
    return ParsedUpdate(
        structs, needs, deletes, roots, parents, found.holders, found.places, found.seconds
    )


def peek(update: bytes) -> tuple[int, int]:
    """How many clientIDs an update has structs of, and which is the first; checks nothing more."""
    reader = Reader(update)
    try:
        sections = reader.var_uint()
        if sections == 0:
            return 0, 0
        reader.var_uint()
        return sections, reader.var_uint()
    except Malformed:
        return 0, 0


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


def cuts_a_character(
    parsed: ParsedUpdate, seconds: Mapping[int, Sequence[int]], state_vector: Mapping[int, int]
) -> bool:
    """Whether an update parts the two UTF-16 units of a character, its own or one of a replica.

    `seconds` are the clocks of the replica's second units, as in `ParsedUpdate`.
    """
    if not (seconds or parsed.seconds):
        return False

    def cuts(client: int, clock: int) -> bool:
        return _contains(seconds.get(client, ()), clock) or _contains(
            parsed.seconds.get(client, ()), clock
        )

    deleted = ((c, edge) for c, ranges in parsed.deletes.items() for r in ranges for edge in r)
    # Of text that is known in part only the rest is taken.
    trimmed = ((client, state_vector.get(client, 0)) for client in parsed.seconds)
    return any(cuts(*edge) for edge in chain(_edges(parsed), deleted, trimmed))


def _edges(parsed: ParsedUpdate) -> Iterator[tuple[int, int]]:
    """Before what an update puts something."""
    for places in parsed.places.values():
        for _, _, _, origin, right in places:
            if origin:
                yield origin[0], origin[1] + 1
            if right:
                yield right


def _contains(ascending: Sequence[int], wanted: int) -> bool:
    position = bisect_left(ascending, wanted)
    return position < len(ascending) and ascending[position] == wanted


@dataclass(slots=True)
class Found:
    """What the structs of an update name."""

    references: list[Reference] = field(default_factory=list)
    roots: set[str] = field(default_factory=set)
    parents: set[tuple[int, int]] = field(default_factory=set)
    holders: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    places: dict[int, list[Place]] = field(default_factory=dict)
    seconds: dict[int, Clocks] = field(default_factory=dict)


def _read_structs(reader: Reader, found: Found, limits: Limits) -> dict[int, tuple[int, int]]:
    structs: dict[int, tuple[int, int]] = {}
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
        if start > limits.clock:
            raise Malformed("a clock beyond all")
        for _ in range(count):
            length, holds = read_struct(reader, client, clock, found, limits)
            if holds:
                found.holders.setdefault(client, []).append((clock, clock + length))
            clock += length
            if length == 0 or clock > limits.clock:
                raise Malformed("a struct of impossible length or clock")
        structs[client] = start, clock
    if len(found.roots) > limits.roots:
        raise Malformed(f"{len(found.roots)} roots")
    return structs


def read_struct(
    reader: Reader, client: int, clock: int, found: Found, limits: Limits
) -> tuple[int, bool]:
    """Read one struct and note what it names; return its length in clocks, and if it may hold.

    Raises Malformed.
    """
    info = reader.byte()
    if info == GARBAGE:
        length = reader.var_uint()
        found.places.setdefault(client, []).append((clock, clock + length, info, None, None))
        return length, True

    def refer() -> tuple[int, int]:
        target, target_clock = reader.var_uint(), reader.var_uint()
        if target != client:
            found.references.append(Reference(client, clock, target, target_clock))
        elif target_clock >= clock:
            raise Malformed("a reference to itself or to what comes later")
        return target, target_clock

    origin = refer() if info & _HAS_ORIGIN else None
    right = refer() if info & _HAS_RIGHT_ORIGIN else None
    if not (origin or right):
        parent_is_root = reader.var_uint()
        if parent_is_root == 1:
            found.roots.add(reader.var_string())
        elif parent_is_root == 0:
            found.parents.add(refer())
        else:
            raise Malformed("neither a root nor an item as parent")
        if info & HAS_KEY:
            reader.var_string()
    ref = info & CONTENT
    if ref == STRING:
        length, seconds = read_text(reader, clock)
        if seconds:
            found.seconds.setdefault(client, array("I")).extend(seconds)
    else:
        length = skip_content(reader, ref, limits)
    if origin or right or info & HAS_KEY:
        found.places.setdefault(client, []).append((clock, clock + length, info, origin, right))
    return length, ref in (TYPE, DELETED)


def read_deletes(reader: Reader, limits: Limits) -> dict[int, list[tuple[int, int]]]:
    """Read the ranges that an update deletes, by clientID; raises Malformed."""
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


def encode_deletes(deletes: Mapping[int, Sequence[tuple[int, int]]]) -> bytes:
    """Write ranges to delete, by clientID, as the end of an update."""
    writer = Writer()
    writer.var_uint(len(deletes))
    for client, ranges in deletes.items():
        writer.var_uint(client)
        writer.var_uint(len(ranges))
        for start, end in ranges:
            writer.var_uint(start)
            writer.var_uint(end - start)
    return writer.to_bytes()


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
