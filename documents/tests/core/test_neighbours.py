"""Who is told, and who must be told again."""

from documents.core.neighbours import FORGET_SECONDS, Neighbours


def test_nobody_is_there_at_first() -> None:
    assert not Neighbours().any(0)


def test_whoever_is_heard_of_is_new_once() -> None:
    neighbours = Neighbours()
    assert neighbours.heard("other", 5)
    assert not neighbours.heard("other", 6)
    assert neighbours.heard("third", 6)
    assert neighbours.any(6)


def test_whoever_was_silent_for_long_is_told_nothing_and_is_new_again() -> None:
    neighbours = Neighbours()
    neighbours.heard("other", 0)
    neighbours.heard("other", 10)
    assert neighbours.any(9 + FORGET_SECONDS)
    assert not neighbours.any(10 + FORGET_SECONDS)
    assert neighbours.heard("other", 10 + FORGET_SECONDS)
