"""What no honest client sends is refused, and nothing else is ever raised."""

import random

import pytest

from documents.core.errors import UpdateRefused
from documents.core.limits import LIMITS, STEP2_LIMITS
from documents.core.update import is_missing_parents, parse
from documents.tests.core.frames import damaged
from documents.tests.core.hostile import HOSTILE, arrays, objects
from documents.tests.core.updates import item, section, text, update, var
from documents.tests.histories import histories


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_update_is_refused(data: bytes) -> None:
    with pytest.raises(UpdateRefused):
        parse(data)


@pytest.mark.parametrize(
    "structs",
    [
        [item(8, var(1) + arrays(24))],
        [item(8, var(1) + objects(24))],
        [item(5, text("[" * 24 + "]" * 24))],
        [item(1, var(LIMITS.clock))],
        [item(4, text("a"), root=f"r{i}") for i in range(LIMITS.roots)],
    ],
)
def test_an_update_at_a_limit_is_accepted(structs: list[bytes]) -> None:
    parse(update(section(1, 0, *structs)))


def test_a_step_2_may_bring_more_structs_than_a_live_update() -> None:
    data = update(section(1, 0, *[item(4, text("a"))] * (LIMITS.structs + 1)))
    parse(data, STEP2_LIMITS)


def test_the_pair_that_kills_pycrdt_is_stopped_by_its_gap() -> None:
    embed = parse(bytes.fromhex("0101010225010b70726f73656d6972726f72016b077b2278223a317d00"))
    follower = parse(bytes.fromhex("020104000003010100a404010568656c6c6f00"))
    assert is_missing_parents(embed, {})
    assert not is_missing_parents(follower, {})


def test_damaged_updates_are_refused_or_read_and_raise_nothing_else() -> None:
    seed = random.randrange(2**32)
    print("seed", seed)
    rng = random.Random(seed)
    refused = total = 0
    for history in histories()[::10]:
        # A full state has every kind of content, and it is read to its end.
        samples = rng.sample(history.updates, min(3, len(history.updates)))
        for data in (*samples, history.full_state[:2000]):
            for bad in damaged(data, rng):
                total += 1
                try:
                    parse(bad)
                except UpdateRefused:
                    refused += 1
    assert refused > total / 2


def test_an_update_cut_short_anywhere_is_refused() -> None:
    for history in histories()[::5]:
        for data in history.updates[:10]:
            for length in range(len(data)):
                with pytest.raises(UpdateRefused):
                    parse(data[:length])


def test_random_bytes_raise_nothing_else() -> None:
    seed = random.randrange(2**32)
    print("seed", seed)
    rng = random.Random(seed)
    for _ in range(20_000):
        try:
            parse(bytes([rng.randrange(4), rng.randrange(3)]) + rng.randbytes(rng.randrange(40)))
        except UpdateRefused:
            continue
