"""What stands under a key, such as an attribute, and what does not, are kept apart."""

import random
from collections.abc import Sequence

import pytest

from documents.core.check import Candidate, Verdict
from documents.core.entries import ENTRY, PLAIN, UNKNOWN, Entries
from documents.core.seed import SEED_UPDATE
from documents.core.update import parse
from documents.replica import replica as replica_module
from documents.replica.errors import ReplicaLost
from documents.replica.replica import LOG_LIMITS, NOTHING, Replica
from documents.replica.replicas import Replicas
from documents.replica.ydoc import merge
from documents.tests.core.updates import (
    ITEM,
    ROOT,
    after,
    deleting,
    item,
    section,
    text,
    update,
    var,
)
from documents.tests.histories import histories
from documents.tests.replica.test_replicas import DOCUMENT

KEY, RIGHT, ANY = 0x20, 0x40, 8
BOB, CAROL = 8, 9


def values(count: int) -> bytes:
    return var(count) + b"\x7e" * count


def entry(ref: int = ANY, content: bytes | None = None) -> bytes:
    """What stands under the key k of a root."""
    return bytes([ref | KEY]) + var(ROOT) + text("r") + text("k") + (content or values(1))


def before(right: tuple[int, int], origin: tuple[int, int] | None = None) -> bytes:
    """A value to the left of something, and to the right of its origin if it has one."""
    ids = var(*(origin or ()), *right)
    return bytes([ANY | RIGHT | (0x80 if origin else 0)]) + ids + values(1)


KEYED, PLACED, COLLECTED = (5, 0), (6, 0), (7, 0)
KNOWN = update(
    section(5, 0, entry()), section(6, 0, item(ANY, values(1))), section(7, 0, var(0, 1))
)


@pytest.fixture
def replica() -> Replica:
    replica = Replica(None)
    assert check(replica, KNOWN) is Verdict.ACCEPTED
    return replica


def check(replica: Replica, *updates: bytes, foreign: tuple[int, ...] = ()) -> Verdict:
    """Hand in updates and return what became of the last."""
    candidates = [Candidate("update", data, 1, True, foreign) for data in updates]
    return replica.check(candidates).verdicts[-1]


def by_bob(*structs: bytes, deletes: bytes = b"\x00") -> bytes:
    return update(section(BOB, 0, *structs), deletes=deletes)


HONEST = {
    "an entry after an entry": by_bob(after(KEYED, ANY | KEY, values(1))),
    # As mergeUpdates of yjs writes it.
    "an entry after an entry, without a flag": by_bob(after(KEYED, ANY, values(1))),
    "an entry after its own": by_bob(entry(), after((BOB, 0), ANY | KEY, values(1))),
    "a value after another": by_bob(after(PLACED, ANY, values(1))),
    "a value before another": by_bob(before(PLACED)),
    "a value between its own": by_bob(
        item(ANY, values(1)), after((BOB, 0), ANY, values(1)), before((BOB, 1), (BOB, 0))
    ),
    "an entry after what was collected": by_bob(after(COLLECTED, ANY | KEY, values(1))),
    "a value after what was collected": by_bob(after(COLLECTED, ANY, values(1))),
    "a value before what was collected": by_bob(before(COLLECTED)),
    "an entry after what hangs on what was collected": by_bob(
        after(COLLECTED, ANY, values(1)), after((BOB, 0), ANY | KEY, values(1))
    ),
    "an entry of several values that it deletes": by_bob(
        entry(ANY, values(3)), after((BOB, 2), ANY, values(1)), deletes=deleting(BOB, (0, 3))
    ),
    "an entry of several values that were deleted": by_bob(entry(1, var(3))),
    # Made by yjs 13.6, with `gc: false` and by mergeUpdates after undo and redo.
    "a key that was set three times": bytes.fromhex(
        "0102150028010172016b027d017d02a81501017d030115010002"
    ),
    "updates that were merged": bytes.fromhex(
        "0108160028010172016b017d01881600017d02881601017d03881602017d03881603017702"
        "7a7a8816040177017988160501770179881606017d030116010007"
    ),
}


@pytest.mark.parametrize("data", HONEST.values(), ids=HONEST.keys())
def test_entries_follow_entries_and_other_items_each_other(replica: Replica, data: bytes) -> None:
    assert check(replica, data) is Verdict.ACCEPTED


HOSTILE = {
    "an entry after what is none": by_bob(after(PLACED, ANY | KEY, values(1))),
    "a value before an entry": by_bob(before(KEYED)),
    "a value between a value and an entry": by_bob(before(KEYED, PLACED)),
    "a value between an entry and a value": by_bob(before(PLACED, KEYED)),
    "an entry before another": by_bob(bytes([ANY | KEY | RIGHT]) + var(*KEYED) + values(1)),
    "an entry before a value": by_bob(bytes([ANY | KEY | RIGHT]) + var(*PLACED) + values(1)),
    "a value before what follows an entry": by_bob(
        after(KEYED, ANY, values(1)), before((BOB, 0), PLACED)
    ),
    "a value after its own entry and before a value": by_bob(entry(), before(PLACED, (BOB, 0))),
    "an entry after text": by_bob(item(4, text("ab")), after((BOB, 1), ANY | KEY, values(1))),
    "an entry of several values": by_bob(entry(ANY, values(2))),
    "an entry of several values, of which it deletes some": by_bob(
        entry(ANY, values(3)), deletes=deleting(BOB, (1, 2))
    ),
    "several values after an entry": by_bob(after(KEYED, ANY, values(2))),
    "text under a key": by_bob(entry(4, text("ab"))),
    "text after an entry": by_bob(after(KEYED, 4, text("ab"))),
    "what is an entry says that it is none": update(section(5, 0, item(4, text("abc")))),
    "what is none says that it is an entry": update(
        section(6, 0, entry(ANY, values(2))), deletes=deleting(6, (0, 2))
    ),
    "by another in the same update": update(
        section(BOB, 0, before((CAROL, 1), PLACED)),
        section(CAROL, 0, after(KEYED, ANY, values(1)), after((CAROL, 0), ANY, values(1))),
    ),
    "by another in the same update, the other way round": update(
        section(CAROL, 0, after(KEYED, ANY, values(1)), after((CAROL, 0), ANY, values(1))),
        section(BOB, 0, before((CAROL, 1), PLACED)),
    ),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_mixes_them_is_refused(replica: Replica, data: bytes) -> None:
    assert check(replica, data) is Verdict.REFUSED


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_which_is_which_is_known_from_a_checkpoint(replica: Replica, data: bytes) -> None:
    loaded = Replica(replica.diff(NOTHING).update)
    assert check(loaded, data) is Verdict.REFUSED
    assert check(loaded, *HONEST.values()) is Verdict.ACCEPTED


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_which_is_which_is_known_from_rows(data: bytes) -> None:
    loaded = Replica(None)
    assert loaded.apply([KNOWN]) == []
    assert check(loaded, data) is Verdict.REFUSED


@pytest.mark.parametrize("patience", [0, replica_module.MAX_UNREAD])
@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_which_is_which_is_known_from_rows_behind_a_checkpoint(
    monkeypatch: pytest.MonkeyPatch, patience: int, data: bytes
) -> None:
    monkeypatch.setattr(replica_module, "MAX_UNREAD", patience)
    loaded = Replica(update(section(CAROL + 1, 0, item(ANY, values(1)))))
    assert loaded.apply([KNOWN]) == []
    assert check(loaded, data) is Verdict.REFUSED
    assert check(loaded, *HONEST.values()) is Verdict.ACCEPTED


def test_of_a_checkpoint_that_cannot_be_read_nothing_is_taken_for_granted() -> None:
    too_deep = section(CAROL, 0, item(5, text("[" * 25 + "]" * 25)))
    loaded = Replica(merge([KNOWN, update(too_deep)]))
    assert check(loaded, by_bob(after(PLACED, ANY | KEY, values(1)))) is Verdict.ACCEPTED


def test_rows_are_applied_as_they_are(replica: Replica) -> None:
    assert replica.apply([by_bob(after(PLACED, ANY | KEY, values(1)))]) == []


def test_what_follows_an_entry_row_by_row_is_an_entry(replica: Replica) -> None:
    for clock in range(3):
        origin = (BOB, clock - 1) if clock else KEYED
        data = update(section(BOB, clock, after(origin, ANY, values(1))))
        assert check(replica, data) is Verdict.ACCEPTED
    assert check(replica, update(section(CAROL, 0, before((BOB, 2))))) is Verdict.REFUSED


def test_a_part_that_may_be_taken_is_looked_at_by_itself(replica: Replica) -> None:
    """Left out is what builds on another's, and with it a delete that goes further."""
    data = update(
        section(BOB, 0, entry(ANY, values(3)), after((CAROL, 0), ANY, values(1))),
        section(CAROL, 0, item(ANY, values(1))),
        deletes=deleting(BOB, (0, 4)),
    )
    assert check(replica, data, foreign=(CAROL,)) is Verdict.FOREIGN
    assert check(replica, data) is Verdict.ACCEPTED


def test_origins_that_wander_between_clients_are_followed_to_their_end() -> None:
    count = 4000
    back = [after((9, clock), ANY, values(1)) for clock in range(count)]
    forth = [after((8, clock), ANY, values(1)) for clock in range(count)]
    sections = [section(8, 0, *back), section(9, 0, entry(), *forth)]
    for parsed in (parse(update(*sections)), parse(update(*reversed(sections)))):
        reading = Entries().read(parsed.places, parsed.structs, {})
        assert reading.runs() == {8: [(0, count, ENTRY)], 9: [(0, count + 1, ENTRY)]}


def kinds(runs: Sequence[tuple[int, int, int]], end: int) -> list[int]:
    found = [PLAIN] * end
    for start, stop, kind in runs:
        found[start:stop] = [kind] * (stop - start)
    return found


def test_merged_and_collected_or_not_honest_histories_are_read_alike() -> None:
    rng = random.Random(1)
    for history in histories():
        merged = parse(merge(rng.sample(history.updates, len(history.updates))), LOG_LIMITS)
        full = parse(history.full_state, LOG_LIMITS)
        readings = [Entries().read(p.places, p.structs, {}) for p in (merged, full)]
        assert not readings[0].is_hostile(merged.deletes)
        assert not readings[1].is_hostile(full.deletes)
        for client, (_, end) in merged.structs.items():
            ours, theirs = (kinds(reading.runs().get(client, []), end) for reading in readings)
            assert all(b in (a, UNKNOWN) for a, b in zip(ours, theirs, strict=True))


class Scene:
    """Three attackers write under few keys, and a log is kept as a room would keep it."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.log = [SEED_UPDATE]
        self.clocks = {1: 3}
        self.types = [(1, 0)]
        self.replicas = Replicas()
        self.reload()

    def reload(self) -> None:
        self.replicas.load(DOCUMENT, None, self.log)

    def anything(self) -> tuple[int, int]:
        client = self.rng.choice(list(self.clocks))
        return client, self.rng.randrange(self.clocks[client])

    def struct(self) -> bytes:
        rng = self.rng
        count = rng.randint(1, 3)
        contents = {1: var(count), 4: text("abc"[:count]), 5: text("1"), 6: text("b") + text("1")}
        contents |= {7: var(rng.choice([0, 1, 4, 6])), ANY: values(count)}
        ref, content = rng.choice(list(contents.items()))
        if rng.random() < 0.3:
            key = text(rng.choice("xy")) if rng.random() < 0.6 else b""
            at_root = var(ROOT) + text("default")
            parent = at_root if rng.random() < 0.5 else var(ITEM, *rng.choice(self.types))
            return bytes([ref | (KEY if key else 0)]) + parent + key + content
        flags = rng.choice([0x80, 0x80, 0x80, 0x40, 0xC0])
        ids = b"".join(var(*self.anything()) for flag in (0x80, 0x40) if flags & flag)
        return bytes([ref | flags | rng.choice([0, 0, KEY])]) + ids + content

    def edit(self) -> bytes:
        rng = self.rng
        client = rng.choice([5, 6, 7])
        clock = self.clocks.get(client, 0)
        if clock and rng.random() < 0.15:
            clock = rng.randrange(clock)  # says something known anew
        structs = [self.struct() for _ in range(rng.choice([0, 1, 1, 2, 3]))]
        sections = [section(client, clock, *structs)] if structs else []
        deletes = b"\x00"
        if rng.random() < 0.4:
            victim, start = self.anything()
            deletes = deleting(victim, (start, rng.randint(1, 3)))
        return update(*sections, deletes=deletes)

    def submit(self, data: bytes) -> None:
        try:
            result = self.replicas.check(DOCUMENT, [Candidate("update", data, 1, True)])
        except ReplicaLost:
            self.reload()
            return
        self.log += [row.update for row in result.rows]
        if result.verdicts == (Verdict.ACCEPTED,):
            parsed = parse(data)
            for client, (_, end) in parsed.structs.items():
                self.clocks[client] = max(end, self.clocks.get(client, 0))
            for client, ranges in parsed.holders.items():
                self.types += [(client, clock) for bounds in ranges for clock in range(*bounds)]

    def check(self) -> None:
        """What a newcomer is sent can be read and has everything."""
        structs = parse(self.replicas.diff(DOCUMENT, NOTHING).update, LOG_LIMITS).structs
        assert {client: end for client, (_, end) in structs.items()} == self.clocks


def test_nobody_makes_pycrdt_lose_its_way() -> None:
    for seed in range(200):
        print("seed", seed)
        scene = Scene(seed)
        for _ in range(40):
            scene.submit(scene.edit())
            scene.check()
        scene.reload()
        scene.check()
