"""Edits that part the two UTF-16 units of one character, which pycrdt and yjs do not bear well."""

from uuid import UUID

import pytest

from documents.core.check import Candidate, Verdict
from documents.replica.replica import NOTHING
from documents.replica.replicas import Replicas
from documents.tests.core.updates import after, deleting, item, section, text, update, var
from documents.tests.harness.yjs import read_with_yjs

DOCUMENT = UUID(int=1)
TYPED = update(section(1, 0, item(4, text("a😀"), root="txt")))
"""Client 1 has typed; the emoji is at clocks 1 and 2."""

CUTS = {
    "a delete of the first half": update(deletes=deleting(1, (1, 1))),
    "a delete of the second half": update(deletes=deleting(1, (2, 1))),
    "a delete up to the middle": update(deletes=deleting(1, (0, 2))),
    "text between the halves": update(
        section(2, 0, b"\xc4" + var(1, 1) + var(1, 2) + text("x")),
    ),
    "text behind the first half": update(section(2, 0, after((1, 1), 4, text("x")))),
    "text before the second half": update(section(2, 0, b"\x44" + var(1, 2) + text("x"))),
    "a character of its own, cut by its text": update(
        section(2, 0, item(4, text("😀")), after((2, 0), 4, text("x")))
    ),
    "a character of its own, cut by its delete": update(
        section(2, 0, item(4, text("b😀"))), deletes=deleting(2, (2, 1))
    ),
}
HALF_KNOWN = [
    update(section(2, 0, item(4, text("ab"), root="txt"))),
    update(section(2, 0, item(4, text("a😀"), root="txt"))),
]
"""Client 2 says first that "b" is at clock 1, then that a character began there."""


@pytest.fixture
def replicas() -> Replicas:
    """A replica of what was typed."""
    replicas = Replicas()
    replicas.load(DOCUMENT, None, [TYPED])
    return replicas


def check(replicas: Replicas, *updates: bytes) -> list[Verdict]:
    candidates = [Candidate("update", update, 1, writable=True) for update in updates]
    return [*replicas.check(DOCUMENT, candidates).verdicts]


def text_of(replicas: Replicas) -> str:
    """What yjs reads."""
    (content,) = read_with_yjs([replicas.diff(DOCUMENT, NOTHING).update])
    return "".join(piece["insert"] for piece in content["t"])


def next_letter(replicas: Replicas) -> list[Verdict]:
    """Let client 1 type on."""
    return check(replicas, update(section(1, 3, after((1, 2), 4, text("b")))))


@pytest.mark.parametrize("cut", CUTS.values(), ids=CUTS.keys())
def test_a_cut_is_refused_and_its_victim_types_on(replicas: Replicas, cut: bytes) -> None:
    assert check(replicas, cut) == [Verdict.REFUSED]
    assert next_letter(replicas) == [Verdict.ACCEPTED]
    assert text_of(replicas) == "a😀b"


def test_characters_are_known_from_a_checkpoint(replicas: Replicas) -> None:
    replicas.load(DOCUMENT, replicas.diff(DOCUMENT, NOTHING).update, [])
    for cut in CUTS.values():
        assert check(replicas, cut) == [Verdict.REFUSED]


def test_a_character_is_not_brought_where_its_half_is_known_as_something_else(
    replicas: Replicas,
) -> None:
    assert check(replicas, *HALF_KNOWN) == [Verdict.ACCEPTED, Verdict.REFUSED]


def test_whole_characters_may_be_deleted_and_text_put_beside_them(replicas: Replicas) -> None:
    beside = update(section(2, 0, b"\xc4" + var(1, 0) + var(1, 1) + text("x")))
    assert check(replicas, beside, update(deletes=deleting(1, (1, 2)))) == [Verdict.ACCEPTED] * 2
    assert next_letter(replicas) == [Verdict.ACCEPTED]
    assert text_of(replicas) == "axb"
