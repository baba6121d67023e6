"""The record of who is editing is written when it changes, and again before it is forgotten."""

import time
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from documents.core.presence import Identity
from documents.realtime import editing as realtime
from documents.realtime.editing import REFRESH_SECONDS, Editing, People
from documents.services import editing

ALICE = Identity("user-1", "Alice", "#b4442e")
BOB = Identity("user-2", "Bob", "#2468c4")

Writes = list[tuple[UUID, People]]


@pytest.fixture
def writes(monkeypatch: pytest.MonkeyPatch) -> Writes:
    """What is written from now on."""
    writes: Writes = []
    monkeypatch.setattr(editing, "record", lambda key, people: writes.append((key, list(people))))
    return writes


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Lets time pass."""
    passed = 0.0

    def wait(seconds: float) -> None:
        nonlocal passed
        passed += seconds

    monkeypatch.setattr(realtime, "monotonic", lambda: time.monotonic() + passed)
    return wait


async def test_a_record_is_written_only_when_it_changes_or_grows_old(
    writes: Writes, later: Callable[[float], None]
) -> None:
    document, records = uuid4(), Editing()
    await records.record({document: []})
    assert writes == []
    await records.record({document: [ALICE]})
    await records.record({document: [ALICE]})
    assert writes == [(document, [ALICE])]
    later(REFRESH_SECONDS)
    await records.record({document: [ALICE]})
    await records.record({document: [ALICE, BOB]})
    assert writes[1:] == [(document, [ALICE]), (document, [ALICE, BOB])]
    await records.record({document: []})
    later(REFRESH_SECONDS)
    await records.record({document: []})
    assert writes[3:] == [(document, [])]


async def test_a_document_that_is_opened_again_is_recorded_anew(writes: Writes) -> None:
    document, records = uuid4(), Editing()
    await records.record({document: [ALICE]})
    await records.record({})
    await records.record({document: [ALICE]})
    assert len(writes) == 2
