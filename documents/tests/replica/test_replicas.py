"""Many documents in one worker, and what is left of one whose replica broke."""

from uuid import UUID

import pytest

from documents.core.check import Candidate, Verdict
from documents.replica.errors import ReplicaLost
from documents.replica.replica import NOTHING
from documents.replica.replicas import Replicas
from documents.tests.replica.clients import Client

DOCUMENT, OTHER = UUID(int=1), UUID(int=2)

INTO_TEXT = bytes.fromhex("0101" + "0101" + "0400" + "0100" + "0162" + "00")
"""Client 1's second struct, with its first, a piece of text, as its parent."""


def live(update: bytes) -> Candidate:
    return Candidate("update", update, 1, writable=True)


@pytest.fixture
def replicas(alice: Client) -> Replicas:
    replicas = Replicas()
    row = alice.type("a")
    for document in (DOCUMENT, OTHER):
        replicas.load(document, None, [row])
    return replicas


def test_an_update_that_breaks_a_replica_is_the_culprit(replicas: Replicas) -> None:
    with pytest.raises(ReplicaLost) as lost:
        replicas.apply(DOCUMENT, [INTO_TEXT])
    assert lost.value.culprit


def test_a_broken_replica_is_thrown_away_and_no_other(replicas: Replicas, bob: Client) -> None:
    typed = live(bob.type("b"))
    replicas.check(DOCUMENT, [typed])
    with pytest.raises(ReplicaLost):
        replicas.apply(DOCUMENT, [INTO_TEXT])
    with pytest.raises(ReplicaLost) as lost:
        replicas.diff(DOCUMENT, NOTHING)
    assert not lost.value.culprit
    assert replicas.check(OTHER, [typed]).verdicts == (Verdict.ACCEPTED,)


def test_a_replica_is_loaded_anew(replicas: Replicas) -> None:
    replicas.load(DOCUMENT, None, [])
    assert replicas.diff(DOCUMENT, NOTHING).update == b"\x00\x00"
