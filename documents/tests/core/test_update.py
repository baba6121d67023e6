"""What honest clients send is accepted, with what it carries and needs."""

import random
from array import array
from collections.abc import Iterable

import pytest

from documents.core.errors import Malformed
from documents.core.limits import STEP2_LIMITS
from documents.core.update import (
    ParsedUpdate,
    decode_state_vector,
    encode_state_vector,
    is_missing_parents,
    parse,
)
from documents.tests.core.updates import (
    ROOT,
    after,
    child,
    deleting,
    item,
    section,
    text,
    update,
    var,
)
from documents.tests.histories import histories


def advanced(state_vector: dict[int, int], updates: Iterable[ParsedUpdate]) -> dict[int, int]:
    result = dict(state_vector)
    for parsed in updates:
        for client, (_, end) in parsed.structs.items():
            result[client] = max(result.get(client, 0), end)
    return result


def test_every_honest_update_is_accepted_and_never_lacks_a_parent_in_causal_order() -> None:
    for history in histories():
        seen: dict[int, int] = {}
        for data in history.updates:
            parsed = parse(data)
            assert len(parsed.structs) <= 1
            assert not is_missing_parents(parsed, seen)
            assert all(seen.get(client, 0) >= clock for client, clock in parsed.needs.items())
            seen = advanced(seen, [parsed])
        assert seen == decode_state_vector(history.state_vector)


def test_a_full_state_is_accepted_and_needs_nothing() -> None:
    for history in histories():
        parsed = parse(history.full_state, STEP2_LIMITS)
        assert parsed.needs == {}
        assert not is_missing_parents(parsed, {})
        assert advanced({}, [parsed]) == decode_state_vector(history.state_vector)


def test_an_update_whose_predecessors_were_lost_lacks_a_parent() -> None:
    for history in histories():
        everything = [parse(data) for data in history.updates]
        for index, parsed in enumerate(everything):
            for client, (start, _) in parsed.structs.items():
                before = advanced({}, everything[:index])
                assert before.get(client, 0) == start
                if start > 0:
                    before[client] = start - 1
                    assert is_missing_parents(parsed, before)


def test_most_updates_lack_a_parent_when_they_come_in_any_order() -> None:
    seed = random.randrange(2**32)
    print("seed", seed)
    rng = random.Random(seed)
    gaps = total = 0
    for history in histories():
        shuffled = [parse(data) for data in rng.sample(history.updates, len(history.updates))]
        seen: dict[int, int] = {}
        for parsed in shuffled:
            total += 1
            if is_missing_parents(parsed, seen):
                gaps += 1
            else:
                seen = advanced(seen, [parsed])
    assert gaps > total / 2


def test_an_update_tells_what_it_carries_deletes_and_needs() -> None:
    data = update(
        section(9, 5, after((7, 3), 4, text("hé😀")), child((8, 2), 8, var(2) + b"\x7e\x7e")),
        deletes=deleting(7, (0, 2), (10, 1)),
    )
    assert parse(data) == ParsedUpdate(
        structs={9: (5, 11)},
        needs={9: 5, 7: 4, 8: 3},
        deletes={7: [(0, 2), (10, 11)]},
        roots=frozenset(),
        parents=frozenset({(8, 2)}),
        holders={},
        places={9: [(5, 9, 0x84, (7, 3), None)]},
        seconds={9: array("I", [8])},
    )


def test_places_tell_what_an_item_is_put_after_and_before() -> None:
    between = b"\xc4" + var(7, 3) + var(8, 9) + text("a")
    under_a_key = b"\x28" + var(ROOT) + text("r") + text("key") + var(1) + b"\x7e"
    structs = [between, item(4, text("b")), under_a_key, after((9, 7), 0x28, var(1) + b"\x7f")]
    assert parse(update(section(9, 5, *structs, var(0, 3)))).places == {
        9: [
            (5, 6, 0xC4, (7, 3), (8, 9)),
            (7, 8, 0x28, None, None),
            (8, 9, 0xA8, (9, 7), None),
            (9, 12, 0, None, None),
        ]
    }


def test_characters_beyond_the_basic_plane_have_a_second_unit() -> None:
    structs = [item(4, text("é😀a😀")), item(1, var(3)), item(4, text("😀"))]
    assert parse(update(section(9, 5, *structs))).seconds == {9: array("I", [7, 10, 15])}


def test_types_and_what_was_deleted_may_hold_something() -> None:
    structs = [item(7, var(1)), item(4, text("ab")), item(1, var(3)), var(0, 2)]
    assert parse(update(section(9, 5, *structs))).holders == {9: [(5, 6), (8, 11), (11, 13)]}


def test_what_an_update_carries_itself_it_does_not_need() -> None:
    data = update(
        section(9, 0, item(7, var(4)), child((9, 0), 4, text("ab"))),
        section(3, 2, after((9, 2), 4, text("c")), after((9, 7), 4, text("d"))),
    )
    parsed = parse(data)
    assert parsed.structs == {9: (0, 3), 3: (2, 4)}
    assert parsed.needs == {3: 2, 9: 8}
    assert parsed.roots == {"r"}


def test_a_delete_of_what_nobody_has_seen_lacks_a_parent() -> None:
    parsed = parse(update(deletes=deleting(7, (0, 2), (4, 3))))
    assert is_missing_parents(parsed, {})
    assert is_missing_parents(parsed, {7: 6})
    assert not is_missing_parents(parsed, {7: 7})


def test_an_update_may_delete_what_it_carries() -> None:
    parsed = parse(update(section(7, 0, item(4, text("ab"))), deletes=deleting(7, (1, 1))))
    assert not is_missing_parents(parsed, {})


def test_the_empty_update_is_complete() -> None:
    assert not is_missing_parents(parse(b"\x00\x00"), {})


def test_clients_may_build_on_each_other_within_an_update() -> None:
    hello = section(1, 0, item(4, text("a")), after((2, 0), 4, text("c")))
    answer = section(2, 0, after((1, 0), 4, text("b")), after((1, 1), 4, text("d")))
    for data in (update(hello, answer), update(answer, hello)):
        assert parse(data).needs == {}


def test_a_state_vector_is_that_of_yjs() -> None:
    for history in histories():
        clocks = decode_state_vector(history.state_vector)
        assert encode_state_vector(clocks) == history.state_vector


@pytest.mark.parametrize(
    "data", ["", "01", "0107", "010705ff", "8080808001", "0207010701", "0107ffffffffffffff0f"]
)
def test_a_bad_state_vector_is_malformed(data: str) -> None:
    with pytest.raises(Malformed):
        decode_state_vector(bytes.fromhex(data))
