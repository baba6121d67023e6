"""What is left of an update when some of it cannot be taken."""

import random

from documents.core.excerpt import without
from documents.core.limits import STEP2_LIMITS
from documents.core.update import is_missing_parents, parse
from documents.tests.core.updates import after, deleting, item, section, text, update, var
from documents.tests.histories import histories

A, B, C = 1, 2, 3


def test_without_ceilings_nothing_is_left_out() -> None:
    for history in histories()[:50]:
        assert without(history.full_state, {}) == history.full_state


def test_what_builds_on_something_left_out_is_left_out() -> None:
    data = update(
        section(A, 0, item(4, text("x")), after((B, 1), 4, text("y")), item(4, text("z"))),
        section(B, 0, item(4, text("a")), item(4, text("b"))),
        section(C, 5, after((A, 1), 4, text("c"))),
    )
    left = parse(without(data, {B: 1}))
    assert left.structs == {A: (0, 1), B: (0, 1)}


def test_what_builds_on_the_known_beginning_of_something_is_kept() -> None:
    data = update(section(A, 0, after((B, 1), 4, text("x"))), section(B, 0, item(4, text("abc"))))
    assert parse(without(data, {B: 2})).structs == {A: (0, 1)}


def test_deletes_of_what_is_left_out_are_left_out() -> None:
    deletes = var(2) + deleting(A, (0, 1))[1:] + deleting(B, (0, 1), (1, 1))[1:]
    data = update(section(B, 0, item(4, text("ab"))), deletes=deletes)
    assert parse(without(data, {B: 1})).deletes == {A: [(0, 1)], B: [(0, 1)]}


def test_what_is_left_of_any_state_stands_by_itself() -> None:
    seed = random.randrange(2**32)
    print("seed", seed)
    rng = random.Random(seed)
    for history in histories():
        clocks = {client: end for client, (_, end) in parse(history.full_state).structs.items()}
        ceilings = {c: rng.randrange(end + 1) for c, end in clocks.items() if rng.random() < 0.5}
        left = parse(without(history.full_state, ceilings), STEP2_LIMITS)
        assert not is_missing_parents(left, ceilings)
        assert all(left.structs.get(c, (0, 0))[1] <= clock for c, clock in ceilings.items())
