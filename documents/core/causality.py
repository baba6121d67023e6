"""Which structs of an update must wait for which others."""

from collections.abc import Iterable, Mapping
from heapq import heappop, heappush
from typing import NamedTuple

from documents.core.errors import Malformed


class Reference(NamedTuple):
    """The struct at `clock` of `client` names the struct at `target_clock` of `target`."""

    client: int
    clock: int
    target: int
    target_clock: int


def outside(
    structs: Mapping[int, tuple[int, int]], references: Iterable[Reference]
) -> dict[int, int]:
    """The clock per clientID that a replica needs before it can apply `structs`."""
    needs = {client: start for client, (start, _) in structs.items() if start > 0}
    for _, _, target, clock in references:
        end = structs[target][1] if target in structs else 0
        if clock >= end and clock >= needs.get(target, 0):
            needs[target] = clock + 1
    return needs


def refuse_cycles(structs: Mapping[int, tuple[int, int]], references: Iterable[Reference]) -> None:
    """Raise Malformed unless some order lets every struct follow all that it refers to.

    `references` must be in the order of their clocks for each clientID.
    """
    todo: dict[int, list[Reference]] = {client: [] for client in structs}
    for reference in references:
        start, end = structs.get(reference.target, (0, 0))
        if start <= reference.target_clock < end:
            todo[reference.client].append(reference)
    for queue in todo.values():
        queue.reverse()
    # What each client's next struct waits for, by the client that holds it.
    waiting: dict[int, list[tuple[int, int]]] = {client: [] for client in structs}
    reached = {client: start for client, (start, _) in structs.items()}
    ready = list(structs)
    while ready:
        client = ready.pop()
        queue = todo[client]
        while queue and queue[-1].target_clock < reached[queue[-1].target]:
            queue.pop()
        if queue:
            reached[client] = queue[-1].clock
            heappush(waiting[queue[-1].target], (queue[-1].target_clock, client))
        else:
            reached[client] = structs[client][1]
        while waiting[client] and waiting[client][0][0] < reached[client]:
            ready.append(heappop(waiting[client])[1])
    if any(todo.values()):
        raise Malformed("structs that wait for each other")
