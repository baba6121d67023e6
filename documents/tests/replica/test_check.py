"""What becomes of client updates, verdict by verdict."""

import pytest

from documents.core.check import Candidate, CheckResult, Row, Verdict
from documents.core.errors import Malformed
from documents.core.limits import LIMITS
from documents.core.update import encode_state_vector, parse
from documents.replica.replica import NOTHING, Replica
from documents.tests.core.updates import child as child_of
from documents.tests.core.updates import deleting, item, section, text, update, var
from documents.tests.replica.clients import Client
from documents.tests.replica.hostile import appends

ALICE, BOB = 7, 8


@pytest.fixture
def replica() -> Replica:
    return Replica(None)


def check(replica: Replica, *candidates: Candidate) -> CheckResult:
    return replica.check(candidates)


def live(update: bytes, author: int = ALICE, *, writable: bool = True) -> Candidate:
    return Candidate("update", update, author, writable)


def step2(update: bytes, author: int = ALICE, *, writable: bool = True) -> Candidate:
    return Candidate("step2", update, author, writable)


def text_of(replica: Replica) -> str:
    reader = Client(99)
    reader.receive(replica.diff(NOTHING).update)
    return str(reader.text)


def test_a_live_update_is_logged_as_its_client_wrote_it(replica: Replica, alice: Client) -> None:
    update = alice.type("a")
    result = check(replica, live(update))
    assert result == CheckResult((Verdict.ACCEPTED,), (Row(ALICE, update),), update)
    assert text_of(replica) == "a"


def test_what_is_known_already_is_nothing_new(replica: Replica, alice: Client) -> None:
    update = alice.type("a")
    result = check(replica, live(update), live(update, BOB))
    assert result.verdicts == (Verdict.ACCEPTED, Verdict.NOTHING_NEW)
    assert check(replica, live(update)) == CheckResult((Verdict.NOTHING_NEW,), (), b"")


def test_the_empty_update_is_nothing_new(replica: Replica) -> None:
    assert check(replica, step2(b"\x00\x00")).verdicts == (Verdict.NOTHING_NEW,)


def test_a_delete_alone_is_accepted_once(replica: Replica, alice: Client) -> None:
    check(replica, live(alice.type("abc")))
    deletion = alice.delete(0, 1)
    assert check(replica, live(deletion)).rows == (Row(ALICE, deletion),)
    assert check(replica, live(deletion)).verdicts == (Verdict.NOTHING_NEW,)
    assert text_of(replica) == "bc"


def test_structs_without_their_parents_are_a_gap(replica: Replica, alice: Client) -> None:
    first, second = alice.type("a"), alice.type("b")
    assert check(replica, live(second)) == CheckResult((Verdict.GAP,), (), b"")
    assert text_of(replica) == ""
    check(replica, live(first), live(second))
    assert text_of(replica) == "ab"


def test_a_delete_of_something_unknown_is_a_gap(replica: Replica, alice: Client) -> None:
    typed, deletion = alice.type("a"), alice.delete(0, 1)
    assert check(replica, live(deletion)).verdicts == (Verdict.GAP,)
    assert check(replica, live(typed), live(deletion)).verdicts == (Verdict.ACCEPTED,) * 2


def test_garbage_is_refused_and_disturbs_nobody(replica: Replica, alice: Client) -> None:
    result = check(replica, live(b"garbage"), live(alice.type("a"), BOB))
    assert result.verdicts == (Verdict.REFUSED, Verdict.ACCEPTED)
    assert text_of(replica) == "a"


def test_a_step_2_may_carry_more_structs_than_a_live_update(replica: Replica) -> None:
    update = appends(LIMITS.structs + 1)
    assert check(replica, live(update)).verdicts == (Verdict.REFUSED,)
    assert check(replica, step2(update)).verdicts == (Verdict.ACCEPTED,)


class TestReadOnly:
    def test_a_change_is_not_applied(self, replica: Replica, alice: Client) -> None:
        result = check(replica, step2(alice.type("a"), writable=False))
        assert result == CheckResult((Verdict.READ_ONLY,), (), b"")
        assert text_of(replica) == ""

    def test_a_delete_is_not_applied(self, replica: Replica, alice: Client) -> None:
        check(replica, live(alice.type("abc")))
        deletion = step2(alice.delete(1, 2), writable=False)
        assert check(replica, deletion).verdicts == (Verdict.READ_ONLY,)
        assert text_of(replica) == "abc"

    def test_what_is_known_already_is_nothing_new(self, replica: Replica, alice: Client) -> None:
        updates = [alice.type("abcdef"), alice.delete(1, 2), alice.delete(3, 4)]
        check(replica, *map(live, updates))
        known = step2(alice.step2(), writable=False)
        assert check(replica, known).verdicts == (Verdict.NOTHING_NEW,)

    def test_what_others_just_deleted_counts_as_known(
        self, replica: Replica, alice: Client
    ) -> None:
        check(replica, live(alice.type("abc")))
        deletion = alice.delete(1, 2)
        known = live(deletion, BOB, writable=False)
        result = check(replica, known, live(deletion), known)
        assert result.verdicts == (Verdict.READ_ONLY, Verdict.ACCEPTED, Verdict.NOTHING_NEW)

    def test_a_gap_is_a_gap(self, replica: Replica, alice: Client) -> None:
        alice.type("a")
        update = alice.type("b")
        assert check(replica, live(update, writable=False)).verdicts == (Verdict.GAP,)


class TestTrimming:
    def test_a_step_2_is_logged_without_what_is_known(
        self, replica: Replica, alice: Client
    ) -> None:
        check(replica, live(alice.type("abc")), live(alice.delete(0, 1)))
        alice.type("d")
        alice.delete(0, 1)
        (row,) = check(replica, step2(alice.step2())).rows
        logged = parse(row.update)
        assert logged.structs == {1: (3, 4)}
        assert logged.deletes == {1: [(1, 2)]}

    def test_a_live_update_that_repeats_something_is_logged_without_it(
        self, replica: Replica, alice: Client
    ) -> None:
        check(replica, live(alice.type("abc")))
        alice.type("d")
        (row,) = check(replica, live(alice.step2())).rows
        assert parse(row.update).structs == {1: (3, 4)}


class TestRows:
    def test_each_author_has_one_row(self, replica: Replica, alice: Client, bob: Client) -> None:
        candidates = [live(alice.type("a")), live(bob.type("b"), BOB)]
        candidates += [live(alice.type("a")), live(bob.type("b"), BOB)]
        result = check(replica, *candidates)
        assert [row.author for row in result.rows] == [ALICE, BOB]
        assert parse(result.rows[0].update).structs == {1: (0, 2)}

    def test_merged_is_all_rows(self, replica: Replica, alice: Client, bob: Client) -> None:
        result = check(replica, live(alice.type("a")), live(bob.type("b"), BOB))
        reader = Client(99)
        reader.receive(result.merged)
        assert str(reader.text) == text_of(replica)

    def test_a_row_never_refers_to_a_later_one(
        self, replica: Replica, alice: Client, bob: Client
    ) -> None:
        first = alice.type("a")
        bob.receive(first)
        second = bob.type("b")
        alice.receive(second)
        third = alice.type("c")
        result = check(replica, live(first), live(second, BOB), live(third))
        assert result.rows == (Row(ALICE, first), Row(BOB, second), Row(ALICE, third))

    def test_a_row_never_deletes_from_a_later_one(
        self, replica: Replica, alice: Client, bob: Client
    ) -> None:
        first, second = alice.type("a"), bob.type("b")
        alice.receive(second)
        deletion = alice.delete(0, 2)
        result = check(replica, live(first), live(second, BOB), live(deletion))
        assert result.rows == (Row(ALICE, first), Row(BOB, second), Row(ALICE, deletion))

    def test_an_update_joins_the_latest_row_of_its_author(
        self, replica: Replica, alice: Client, bob: Client
    ) -> None:
        first = alice.type("a")
        bob.receive(first)
        second = bob.type("b")
        candidates = [live(second, BOB) for second in (second, bob.type("b"))]
        result = check(replica, live(first), *candidates, live(alice.type("a")))
        assert [row.author for row in result.rows] == [ALICE, BOB]


def test_a_state_vector_is_answered_with_what_it_lacks(replica: Replica, alice: Client) -> None:
    check(replica, live(alice.type("ab")))
    diff = replica.diff(encode_state_vector({1: 1}))
    assert parse(diff.update).structs == {1: (1, 2)}
    assert diff.state_vector == encode_state_vector({1: 2})


@pytest.mark.parametrize("state_vector", ["", "0101", "8080808001", "020101010100"])
def test_a_malformed_state_vector_is_refused(replica: Replica, state_vector: str) -> None:
    with pytest.raises(Malformed):
        replica.diff(bytes.fromhex(state_vector))


def test_nothing_can_be_put_into_what_is_no_type_even_once_it_is_deleted(
    replica: Replica,
) -> None:
    text_by_5 = update(section(5, 0, item(4, text("a"))))
    child = update(section(6, 0, child_of((5, 0), 4, text("b"))))
    check(replica, live(text_by_5), live(update(deletes=deleting(5, (0, 1)))))
    assert check(replica, live(child)).verdicts == (Verdict.REFUSED,)


def test_something_can_be_put_into_a_type_that_another_has_deleted(replica: Replica) -> None:
    type_by_5 = update(section(5, 0, item(7, var(1))))
    child = update(section(6, 0, child_of((5, 0), 4, text("b"))))
    check(replica, live(type_by_5), live(update(deletes=deleting(5, (0, 1)))))
    assert check(replica, live(child)).verdicts == (Verdict.ACCEPTED,)


def test_nobody_says_anew_what_is_known(replica: Replica) -> None:
    check(replica, live(update(section(5, 0, item(4, text("a"))))))
    as_a_type = section(5, 0, item(7, var(1)))
    child = update(section(6, 0, child_of((5, 0), 4, text("b"))), as_a_type)
    check(replica, live(update(deletes=deleting(5, (0, 1)))))
    assert check(replica, live(child)).verdicts == (Verdict.REFUSED,)


class TestForeign:
    def test_nothing_new_is_taken_under_anothers_clientid(
        self, replica: Replica, alice: Client
    ) -> None:
        known = alice.type("a")
        check(replica, live(known))
        forged = Candidate("update", alice.type("b"), BOB, True, foreign=(1,))
        repeated = Candidate("update", known, BOB, True, foreign=(1,))
        result = check(replica, forged, repeated)
        assert result.verdicts == (Verdict.FOREIGN, Verdict.NOTHING_NEW)
        assert text_of(replica) == "a"

    def test_the_rest_is_taken(self, replica: Replica, alice: Client, bob: Client) -> None:
        own, theirs = bob.type("own"), alice.type("theirs")
        bob.receive(theirs)
        on_theirs = bob.type("!", at=1)
        candidate = Candidate("step2", bob.step2(), BOB, True, foreign=(1,))
        (row,) = check(replica, candidate).rows
        assert row == Row(BOB, own)
        assert check(replica, candidate).verdicts == (Verdict.FOREIGN,)
        result = check(replica, live(theirs), candidate)
        assert result.verdicts == (Verdict.ACCEPTED, Verdict.ACCEPTED)
        assert parse(result.rows[1].update).structs == parse(on_theirs).structs
