"""The room's decisions one by one; the simulation shows that together they keep the promises."""

from typing import TypeVar

import pytest

from documents.core import close_codes
from documents.core.check import CheckResult, Row, Verdict
from documents.core.effects import (
    Append,
    Apply,
    Author,
    Authorize,
    Broadcast,
    Check,
    Close,
    Diff,
    Effect,
    Fetch,
    Publish,
    Reload,
    Reply,
    Rescope,
    Wake,
)
from documents.core.intake import MAX_WAITING_BYTES
from documents.core.messages import SyncStatus, SyncStep1, SyncStep2, Update
from documents.core.presence import Presence
from documents.core.room import CROWD, FLUSH_INTERVAL, MAX_GAPS, PATIENCE_SECONDS, Room

E = TypeVar("E", bound=Effect)

ALICE, BOB = Author(1, "Alice"), Author(2, "Bob")
SAVED, REFUSED = SyncStatus(saved=True), SyncStatus(saved=False)


@pytest.fixture
def room() -> Room:
    """A live room at sequence number 1, with alice and bob in step."""
    room = Room(Presence())
    room.loaded(1, access_version=1)
    for connection, author in (("alice", ALICE), ("bob", BOB)):
        room.join(connection, author, 1, person=connection, writable=True, echo=False)
        room.received(connection, SyncStep1(b"\x00"))
    room.diffed(1, b"state", b"vector")
    return room


def accepted(*authors: int) -> CheckResult:
    """Every candidate was accepted, one row each."""
    rows = tuple(Row(author, b"row") for author in authors)
    return CheckResult((Verdict.ACCEPTED,) * len(authors), rows, b"merged")


def judged(verdict: Verdict) -> CheckResult:
    """The only candidate was not accepted."""
    return CheckResult((verdict,), (), b"")


def of(kind: type[E], effects: list[Effect]) -> list[E]:
    """The effects of one kind."""
    return [effect for effect in effects if isinstance(effect, kind)]


def replies(effects: list[Effect], connection: str) -> list[object]:
    """What one connection is sent."""
    return [reply.message for reply in of(Reply, effects) if reply.connection == connection]


def commit(room: Room, connection: str, first: int, kind: type = Update) -> list[Effect]:
    """Have one update checked and committed."""
    room.ticked()
    room.received(connection, kind(b"update"))
    room.checked(accepted(0))
    return room.committed(first, first)


def test_nothing_is_shown_or_acknowledged_before_the_commit(room: Room) -> None:
    effects = room.received("alice", Update(b"update"))
    assert [type(effect) for effect in effects] == [Check, Wake]
    effects = room.checked(accepted(0))
    assert [type(effect) for effect in effects] == [Append]
    effects = room.committed(2, 2)
    assert of(Broadcast, effects) == [Broadcast(("bob",), b"merged")]
    assert of(Publish, effects) == [Publish(2, 2, b"merged")]
    assert replies(effects, "alice") == [SAVED]


def test_step_2_waits_until_the_batch_is_committed(room: Room) -> None:
    room.join("carol", Author(3, "Carol"), 1, person="carol", writable=True, echo=False)
    room.received("alice", Update(b"update"))
    assert room.received("carol", SyncStep1(b"\x00")) == []
    room.checked(accepted(0))
    effects = room.committed(2, 2)
    (diff,) = of(Diff, effects)
    effects = room.diffed(diff.ticket, b"state", b"vector")
    assert replies(effects, "carol") == [SyncStep2(b"state"), SyncStep1(b"vector")]


def test_what_becomes_durable_during_a_diff_follows_its_step_2(room: Room) -> None:
    room.join("carol", Author(3, "Carol"), 1, person="carol", writable=True, echo=False)
    (diff,) = of(Diff, room.received("carol", SyncStep1(b"\x01\x01\x01")))
    effects = commit(room, "alice", 2)
    assert of(Broadcast, effects) == [Broadcast(("bob",), b"merged")]
    effects = room.diffed(diff.ticket, b"state", b"vector")
    expected = [SyncStep2(b"state"), Update(b"merged"), SyncStep1(b"vector")]
    assert replies(effects, "carol") == expected


def test_many_who_open_at_once_share_one_question_and_later_ones_the_answer() -> None:
    room = Room(Presence())
    room.loaded(1, access_version=1)
    for name in ("a", "b", "c"):
        room.join(name, ALICE, 1, person=name, writable=True, echo=False)
    assert len(of(Diff, room.received("a", SyncStep1(b"\x00")))) == 1
    assert room.received("b", SyncStep1(b"\x00")) == []
    effects = room.diffed(1, b"state", b"vector")
    assert replies(effects, "a") == replies(effects, "b")
    effects = room.received("c", SyncStep1(b"\x00"))
    assert replies(effects, "c") == [SyncStep2(b"state"), SyncStep1(b"vector")]


def test_a_busy_room_collects_until_the_flush_interval_is_over(room: Room) -> None:
    commit(room, "alice", 2)
    assert room.received("alice", Update(b"one")) == []
    assert room.received("bob", Update(b"two")) == []
    effects = room.ticked()
    (check,) = of(Check, effects)
    assert [candidate.update for candidate in check.candidates] == [b"one", b"two"]
    assert of(Wake, effects) == [Wake(FLUSH_INTERVAL)]


@pytest.mark.parametrize(("people", "times"), [(CROWD, 1), (1.5 * CROWD, 1.5), (9 * CROWD, 2)])
def test_the_more_people_the_longer_a_busy_room_gathers(people: float, times: float) -> None:
    room = Room(Presence())
    room.loaded(1, access_version=1)
    for number in range(int(people)):
        room.join(number, ALICE, 1, person="alice", writable=True, echo=False)
    effects = room.received(0, Update(b"a"))
    assert of(Wake, effects) == [Wake(FLUSH_INTERVAL * times)]


def test_a_client_that_takes_echoes_for_confirmation_gets_its_own_updates(room: Room) -> None:
    room.join("echo", ALICE, 1, person="echo", writable=True, echo=True)
    effects = room.received("echo", SyncStep1(b"\x00"))
    for diff in of(Diff, effects):
        room.diffed(diff.ticket, b"state", b"vector")
    effects = commit(room, "echo", 2)
    assert "echo" in of(Broadcast, effects)[0].connections


def test_a_relayed_update_in_order_is_applied_and_shown(room: Room) -> None:
    effects = room.relayed(2, 3, b"theirs")
    assert effects == [Apply((b"theirs",)), Broadcast(("alice", "bob"), b"theirs")]


def test_a_relayed_update_after_a_gap_makes_the_room_read_the_log(room: Room) -> None:
    assert room.relayed(4, 4, b"late") == [Fetch(1)]
    effects = room.fetched([(2, b"two"), (3, b"three"), (4, b"late")])
    assert of(Broadcast, effects) == [
        Broadcast(("alice", "bob"), update) for update in (b"two", b"three", b"late")
    ]
    assert room.place.shown == 4


def test_a_doubled_relayed_update_changes_nothing(room: Room) -> None:
    room.relayed(2, 2, b"theirs")
    assert room.relayed(2, 2, b"theirs") == []


def test_the_head_that_a_poll_finds_makes_the_room_catch_up(room: Room) -> None:
    assert room.noticed(1, 0.0) == []
    assert room.noticed(3, 0.0) == [Fetch(1)]
    assert room.noticed(3, 0.0) == []


def test_own_rows_behind_others_are_shown_in_the_order_of_the_log(room: Room) -> None:
    room.received("alice", Update(b"update"))
    room.checked(accepted(0))
    effects = room.committed(3, 3)
    assert of(Fetch, effects) == [Fetch(1)]
    assert of(Broadcast, effects) == []
    assert replies(effects, "alice") == [SAVED]


def test_a_gap_is_asked_about_and_refused_in_the_end(room: Room) -> None:
    for _ in range(MAX_GAPS):
        room.ticked()
        room.received("alice", SyncStep2(b"gap"))
        effects = room.checked(judged(Verdict.GAP))
        for diff in of(Diff, effects):
            effects += room.diffed(diff.ticket, b"state", b"vector")
        assert replies(effects, "alice") == [SyncStep1(b"vector")]
    room.ticked()
    room.received("alice", SyncStep2(b"gap"))
    assert Close("alice", close_codes.MALFORMED) in room.checked(judged(Verdict.GAP))


def test_whoever_types_on_before_the_question_arrives_is_asked_once_and_may_stay(
    room: Room,
) -> None:
    questions = []
    for _ in range(10 * MAX_GAPS):
        room.ticked()
        room.received("alice", Update(b"gap"))
        effects = room.checked(judged(Verdict.GAP))
        assert of(Close, effects) == []
        for diff in of(Diff, effects):
            questions += replies(room.diffed(diff.ticket, b"state", b"vector"), "alice")
    assert questions == [SyncStep1(b"vector")]


def test_whoever_never_answers_and_has_ever_new_gaps_must_leave(room: Room) -> None:
    closed = []
    for seconds in range(int(PATIENCE_SECONDS) + 3):
        room.noticed(1, float(seconds))
        room.ticked()
        room.received("alice", Update(b"gap"))
        closed.append(of(Close, room.checked(judged(Verdict.GAP))))
    assert closed[:-2] == [[]] * (len(closed) - 2)
    assert [Close("alice", close_codes.MALFORMED)] in closed[-2:]


def test_whoever_brings_what_others_write_is_asked_again_a_little_later(room: Room) -> None:
    commit(room, "alice", 2, SyncStep2)
    room.ticked()
    room.received("alice", Update(b"of bob's"))
    assert room.checked(judged(Verdict.FOREIGN)) == []
    (diff,) = of(Diff, room.noticed(2, 1.0))
    assert replies(room.diffed(diff.ticket, b"s", b"vector"), "alice") == [SyncStep1(b"vector")]
    assert room.noticed(2, 2.0) == []
    effects = commit(room, "alice", 3, SyncStep2)
    assert replies(effects, "alice") == [SAVED]


def test_whoever_goes_on_to_bring_what_others_write_must_leave(room: Room) -> None:
    closed = []
    for seconds in range(int(PATIENCE_SECONDS) + 3):
        room.noticed(1, float(seconds))
        room.ticked()
        room.received("alice", SyncStep2(b"of bob's"))
        closed.append(of(Close, room.checked(judged(Verdict.FOREIGN))))
    assert closed[:-2] == [[]] * (len(closed) - 2)
    assert [Close("alice", close_codes.MALFORMED)] in closed[-2:]


def test_what_came_before_its_parents_is_acknowledged_with_the_step_2_that_brings_them(
    room: Room,
) -> None:
    commit(room, "alice", 2, SyncStep2)
    room.ticked()
    room.received("alice", Update(b"gap"))
    effects = room.checked(judged(Verdict.GAP))
    assert replies(effects, "alice") == []
    effects = commit(room, "alice", 3, SyncStep2)
    assert replies(effects, "alice") == [SAVED]


def test_what_came_before_the_first_step_1_is_not_counted(room: Room) -> None:
    room.join("carol", ALICE, 1, person="carol", writable=True, echo=False)
    assert replies(commit(room, "carol", 2), "carol") == []
    room.received("carol", SyncStep1(b"\x00"))
    assert replies(commit(room, "carol", 3, SyncStep2), "carol") == [SAVED]


def test_a_viewers_update_is_refused_without_being_applied(room: Room) -> None:
    room.join("viewer", ALICE, 1, person="viewer", writable=False, echo=False)
    (check,) = of(Check, room.received("viewer", Update(b"update")))
    assert not check.candidates[0].writable
    effects = room.checked(judged(Verdict.READ_ONLY))
    assert effects == [Reply("viewer", REFUSED)]


def test_a_hostile_update_closes_its_connection_and_no_other(room: Room) -> None:
    room.received("alice", Update(b"hostile"))
    effects = room.checked(judged(Verdict.REFUSED))
    assert of(Close, effects) == [Close("alice", close_codes.MALFORMED)]
    assert "bob" in room.members


def test_a_deadly_batch_is_tried_one_by_one_and_the_culprit_refused(room: Room) -> None:
    commit(room, "alice", 2)
    room.received("alice", Update(b"deadly"))
    room.received("bob", Update(b"innocent"))
    (check,) = of(Check, room.ticked())
    closed: list[Close] = []
    tried = [[candidate.update for candidate in check.candidates]]
    for _ in range(4):
        effects: list[Effect] = []
        if b"deadly" in tried[-1]:
            effects += room.lost(check, culprit=True)
            effects += room.loaded(2, access_version=1)
        effects += room.ticked()
        closed += of(Close, effects)
        if not of(Check, effects):
            break
        (check,) = of(Check, effects)
        tried.append([candidate.update for candidate in check.candidates])
    assert closed == [Close("alice", close_codes.MALFORMED)]
    assert tried[0] == [b"deadly", b"innocent"]
    assert tried[-1] == [b"innocent"]


def test_a_replica_lost_during_a_commit_is_loaded_after_it(room: Room) -> None:
    room.received("alice", Update(b"update"))
    room.checked(accepted(0))
    assert room.lost(Apply((b"x",)), culprit=False) == []
    effects = room.committed(2, 2)
    assert of(Reload, effects) == [Reload()]
    assert replies(effects, "alice") == [SAVED]


def test_after_a_commit_with_unknown_outcome_its_authors_sync_again(room: Room) -> None:
    room.received("alice", Update(b"update"))
    room.checked(accepted(0))
    effects = room.failed()
    assert effects == [Close("alice", close_codes.TRY_AGAIN), Reload()]
    assert of(Fetch, room.loaded(2, access_version=1)) == [Fetch(1)]


def test_when_access_moved_nothing_is_written_until_the_gate_has_answered(room: Room) -> None:
    room.received("alice", Update(b"update"))
    room.received("bob", Update(b"his"))
    room.checked(accepted(0))
    effects = room.refused()
    assert of(Authorize, effects) == [Authorize(("alice", "bob"))]
    assert of(Reload, effects) == [Reload()]
    assert of(Check, room.loaded(1, access_version=1) + room.ticked()) == []
    effects = room.authorized(2, {"alice": None, "bob": True})
    assert Close("alice", close_codes.FORBIDDEN) in effects
    (check,) = of(Check, effects)
    assert [candidate.update for candidate in check.candidates] == [b"his"]


def test_a_connection_whose_right_is_older_than_the_rooms_is_asked_about(room: Room) -> None:
    effects = room.join("late", ALICE, 0, person="late", writable=True, echo=False)
    assert effects == [Authorize(("alice", "bob", "late"))]


def test_a_change_of_role_is_told_in_place(room: Room) -> None:
    room.access_changed()
    effects = room.authorized(2, {"alice": False, "bob": True})
    assert of(Rescope, effects) == [Rescope("alice", writable=False)]


def test_somebody_with_too_much_waiting_must_come_back_later(room: Room) -> None:
    commit(room, "alice", 2)
    room.received("alice", Update(bytes(MAX_WAITING_BYTES)))
    effects = room.received("alice", Update(b"x"))
    assert effects == [Close("alice", close_codes.TRY_AGAIN)]


def test_what_somebody_handed_in_before_leaving_is_still_committed(room: Room) -> None:
    commit(room, "alice", 2)
    room.received("alice", Update(b"last words"))
    room.leave("alice")
    assert not room.idle
    assert len(of(Check, room.ticked())) == 1


def test_a_room_that_cannot_be_loaded_sends_everybody_away(room: Room) -> None:
    effects = room.unavailable()
    assert set(of(Close, effects)) == {
        Close("alice", close_codes.TRY_AGAIN),
        Close("bob", close_codes.TRY_AGAIN),
    }
    assert room.idle
