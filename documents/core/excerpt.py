"""A part of an update that can be applied without the rest."""

from collections.abc import Mapping
from math import inf
from typing import NamedTuple

from documents.core.causality import Reference
from documents.core.lib0 import Reader, Writer
from documents.core.limits import STEP2_LIMITS
from documents.core.update import Found, encode_deletes, read_deletes, read_struct


class _Section(NamedTuple):
    """One client's structs: where each begins and ends, in clocks and in bytes."""

    client: int
    structs: list[tuple[int, int, int, int]]


def without(update: bytes, ceilings: Mapping[int, int]) -> bytes:
    """Leave out all from a clock on, per clientID, and whatever builds on that.

    The update must have been parsed before. A struct that begins below a ceiling and ends above it
    is left out as well, but not what builds on its beginning.
    """
    reader = Reader(update)
    found = Found()
    sections = [_read_section(reader, found) for _ in range(reader.var_uint())]
    deletes = read_deletes(reader, STEP2_LIMITS)
    cuts = _cuts(found.references, ceilings)
    writer = Writer()
    kept = [section for s in sections if (section := _below(s, cuts.get(s.client, inf))).structs]
    writer.var_uint(len(kept))
    for client, structs in kept:
        writer.var_uint(len(structs))
        writer.var_uint(client)
        writer.var_uint(structs[0][0])
        writer.raw(update[structs[0][2] : structs[-1][3]])
    return writer.to_bytes() + encode_deletes(_deletes_below(deletes, cuts))


def _read_section(reader: Reader, found: Found) -> _Section:
    count, client, clock = reader.var_uint(), reader.var_uint(), reader.var_uint()
    structs = []
    for _ in range(count):
        begin = reader.position
        length, _ = read_struct(reader, client, clock, found, STEP2_LIMITS)
        structs.append((clock, clock + length, begin, reader.position))
        clock += length
    return _Section(client, structs)


def _cuts(references: list[Reference], ceilings: Mapping[int, int]) -> dict[int, float]:
    """From which clock on each client's structs are, or build on, what is left out."""
    waiting: dict[int, list[Reference]] = {}
    for reference in sorted(references, key=lambda r: r.target_clock):
        waiting.setdefault(reference.target, []).append(reference)
    cuts: dict[int, float] = dict(ceilings)
    todo = list(ceilings)
    while todo:
        target = todo.pop()
        behind = waiting.get(target, [])
        while behind and behind[-1].target_clock >= cuts[target]:
            reference = behind.pop()
            if reference.clock < cuts.get(reference.client, inf):
                cuts[reference.client] = reference.clock
                todo.append(reference.client)
    return cuts


def _below(section: _Section, cut: float) -> _Section:
    return _Section(section.client, [struct for struct in section.structs if struct[1] <= cut])


def _deletes_below(
    deletes: Mapping[int, list[tuple[int, int]]], cuts: Mapping[int, float]
) -> dict[int, list[tuple[int, int]]]:
    kept = {
        client: [r for r in ranges if r[1] <= cuts.get(client, inf)]
        for client, ranges in deletes.items()
    }
    return {client: ranges for client, ranges in kept.items() if ranges}
