"""What 300 random histories become on their way through a replica, as yjs reads it."""

import random
from collections.abc import Sequence
from uuid import UUID

from documents.core.check import Candidate, Verdict
from documents.replica.replica import NOTHING
from documents.replica.replicas import Replicas
from documents.replica.ydoc import merge
from documents.tests.harness.yjs import read_with_yjs
from documents.tests.histories import History, histories

DOCUMENT = UUID(int=1)


def assert_read_alike(states: list[bytes]) -> None:
    """Every state must be what its history leads to."""
    for number, (content, history) in enumerate(
        zip(read_with_yjs(states), histories(), strict=True)
    ):
        del content["default"]
        assert content == history.content, f"history {number}"


def state(replicas: Replicas) -> bytes:
    return replicas.diff(DOCUMENT, NOTHING).update


def checked(replicas: Replicas, updates: Sequence[bytes], rng: random.Random) -> list[bytes]:
    """Check updates of three authors as one batch and return the rows."""
    result = replicas.check(
        DOCUMENT,
        [Candidate("update", update, rng.randint(1, 3), writable=True) for update in updates],
    )
    assert {*result.verdicts} <= {Verdict.ACCEPTED, Verdict.NOTHING_NEW}
    return [row.update for row in result.rows]


def live(history: History, rng: random.Random) -> tuple[Replicas, list[bytes]]:
    """Feed a history in batches of random size and return its log."""
    replicas = Replicas()
    replicas.load(DOCUMENT, None, [])
    log: list[bytes] = []
    position = 0
    while position < len(history.updates):
        size = rng.randint(1, 8)
        log += checked(replicas, history.updates[position : position + size], rng)
        position += size
    return replicas, log


def test_live_histories_end_as_they_should() -> None:
    rng = random.Random(1)
    assert_read_alike([state(live(history, rng)[0]) for history in histories()])


def test_logs_of_live_histories_end_as_they_should() -> None:
    rng = random.Random(2)
    assert_read_alike([merge(live(history, rng)[1]) for history in histories()])


def test_shuffled_merges_are_accepted_and_end_as_they_should() -> None:
    rng = random.Random(3)
    states = []
    for history in histories():
        replicas = Replicas()
        replicas.load(DOCUMENT, None, [])
        updates = list(history.updates)
        rng.shuffle(updates)
        merged = merge(updates)
        result = replicas.check(DOCUMENT, [Candidate("step2", merged, 1, True)])
        assert result.verdicts == (Verdict.ACCEPTED,)
        states.append(state(replicas))
    assert_read_alike(states)


def test_checkpoints_with_tails_end_as_they_should() -> None:
    rng = random.Random(4)
    states = []
    for history in histories():
        _, log = live(history, rng)
        cut = rng.randint(1, len(log))
        replicas = Replicas()
        checkpoint = replicas.compact(None, log[:cut])
        replicas.load(DOCUMENT, checkpoint, log[cut:])
        states.append(state(replicas))
    assert_read_alike(states)


def test_rows_of_many_authors_are_in_causal_order() -> None:
    rng = random.Random(9)
    for history in histories():
        _, log = live(history, rng)
        Replicas().load(DOCUMENT, None, log)  # which refuses a row before its parents


def test_a_replica_knows_the_clock_of_every_client_without_asking_pycrdt() -> None:
    rng = random.Random(5)
    for history in histories():
        replicas, log = live(history, rng)
        reloaded = Replicas()
        reloaded.load(DOCUMENT, merge(log), [])
        known = replicas.diff(DOCUMENT, NOTHING).state_vector
        assert known == reloaded.diff(DOCUMENT, NOTHING).state_vector


def test_every_update_again_is_nothing_new() -> None:
    rng = random.Random(6)
    for history in histories():
        replicas, _ = live(history, rng)
        again = [Candidate("update", update, 1, True) for update in history.updates]
        result = replicas.check(DOCUMENT, again)
        assert {*result.verdicts} == {Verdict.NOTHING_NEW}
        assert (result.rows, result.merged) == ((), b"")


def test_a_reader_that_knows_everything_asks_for_nothing() -> None:
    rng = random.Random(7)
    for history in histories():
        replicas, _ = live(history, rng)
        everything = Candidate("step2", state(replicas), 1, False)
        assert replicas.check(DOCUMENT, [everything]).verdicts == (Verdict.NOTHING_NEW,)


def test_an_update_before_its_parents_is_a_gap_and_changes_nothing() -> None:
    rng = random.Random(8)
    states = []
    for history in histories():
        replicas = Replicas()
        replicas.load(DOCUMENT, None, [])
        waiting = list(history.updates)
        while waiting:
            rng.shuffle(waiting)
            candidates = [Candidate("update", update, 1, True) for update in waiting]
            verdicts = replicas.check(DOCUMENT, candidates).verdicts
            assert {*verdicts} <= {Verdict.ACCEPTED, Verdict.NOTHING_NEW, Verdict.GAP}
            waiting = [
                update
                for update, verdict in zip(waiting, verdicts, strict=True)
                if verdict is Verdict.GAP
            ]
        states.append(state(replicas))
    assert_read_alike(states)
