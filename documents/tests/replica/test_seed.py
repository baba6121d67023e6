"""What every document starts with."""

from uuid import UUID

from documents.core.check import Candidate, Verdict
from documents.core.seed import SEED_UPDATE
from documents.core.update import parse
from documents.replica.replicas import Replicas
from documents.tests.harness.yjs import read_with_yjs

DOCUMENT = UUID(int=1)


def test_the_seed_is_one_empty_paragraph() -> None:
    (content,) = read_with_yjs([SEED_UPDATE])
    assert content["default"] == '<block kind="paragraph"></block>'


def test_the_seed_is_the_work_of_one_fixed_client() -> None:
    assert parse(SEED_UPDATE).structs == {1: (0, 3)}


def test_seeding_twice_is_seeding_once() -> None:
    replicas = Replicas()
    replicas.load(DOCUMENT, None, [SEED_UPDATE])
    again = Candidate("step2", SEED_UPDATE, 1, writable=False)
    assert replicas.check(DOCUMENT, [again]).verdicts == (Verdict.NOTHING_NEW,)
