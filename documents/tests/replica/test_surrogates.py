"""Edits that split a character beyond the basic plane, which pycrdt does not bear well."""

from uuid import UUID

import pytest

from documents.core.check import Candidate, Verdict
from documents.replica.errors import ReplicaLost
from documents.replica.replica import NOTHING
from documents.replica.replicas import Replicas
from documents.tests.harness.yjs import read_with_yjs
from documents.tests.replica.clients import Client

DOCUMENT = UUID(int=1)

HALF_DELETED = [
    bytes.fromhex("010101000401037478740661f09f98806200"),
    bytes.fromhex("000101010101"),
    bytes.fromhex("01010104c401010102017800"),
    bytes.fromhex("0101010584010303656e6400"),
]
"""yjs, client 1: type "a😀b", delete one half of the emoji, type "x" between, type "end"."""


@pytest.fixture
def replicas() -> Replicas:
    replicas = Replicas()
    replicas.load(DOCUMENT, None, [])
    return replicas


@pytest.mark.parametrize("size", [1, 4])
def test_half_a_character_may_be_deleted(replicas: Replicas, size: int) -> None:
    for start in range(0, len(HALF_DELETED), size):
        updates = HALF_DELETED[start : start + size]
        result = replicas.check(
            DOCUMENT, [Candidate("update", update, 1, writable=True) for update in updates]
        )
        assert {*result.verdicts} == {Verdict.ACCEPTED}
    (content,) = read_with_yjs([replicas.diff(DOCUMENT, NOTHING).update])
    assert content["t"] == [{"insert": "ax\ufffdbend"}]


def test_half_a_character_may_be_brought_in_a_step_2(replicas: Replicas) -> None:
    client = Client(9)
    client.receive(*HALF_DELETED[:1])
    replicas.load(DOCUMENT, None, HALF_DELETED[:1])
    merged = replicas.compact(None, HALF_DELETED)
    (row,) = replicas.check(DOCUMENT, [Candidate("step2", merged, 1, writable=True)]).rows
    replicas.load(DOCUMENT, HALF_DELETED[0], [row.update])
    (content,) = read_with_yjs([replicas.diff(DOCUMENT, NOTHING).update])
    assert content["t"] == [{"insert": "ax\ufffdbend"}]


def test_an_update_that_begins_within_a_character_is_not_accepted(replicas: Replicas) -> None:
    replicas.check(DOCUMENT, [Candidate("update", HALF_DELETED[0], 1, writable=True)])
    within = bytes.fromhex("0101" + "0103" + "8401" + "02" + "04f09f9880" + "00")
    with pytest.raises(ReplicaLost) as lost:
        replicas.check(DOCUMENT, [Candidate("update", within, 1, writable=True)])
    assert lost.value.culprit
