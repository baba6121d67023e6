"""The address that finds people and documents to mention."""

import uuid
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from documents.core.roles import Role
from documents.models import Document, User
from documents.services import mentions
from documents.tests.cast import link_path

Browser = Callable[..., Client]


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    cache.clear()


def path(document_id: object) -> str:
    return f"/api/documents/{document_id}/mentions"


def test_who_may_write_is_answered(document: Document, alice: User, browser: Browser) -> None:
    answer = browser(alice).get(path(document.pk), {"q": "ali"})
    assert answer.json() == {
        "people": [{"id": f"user-{alice.pk}", "name": "Alice"}],
        "documents": [],
    }
    assert "no-store" in answer["Cache-Control"]


def test_strangers_and_readers_are_not(
    document: Document, charlie: User, bob: User, browser: Browser
) -> None:
    reader = browser(bob)
    reader.get(link_path(document, Role.VIEW))
    for client in (browser(charlie), browser(), reader):
        answer = client.get(path(document.pk))
        assert answer.status_code == 404
        assert answer.json() == client.get(path(uuid.uuid4())).json()


def test_odd_questions_are_answered(document: Document, alice: User, browser: Browser) -> None:
    client = browser(alice)
    for query in ("\0", "%", "x" * 5_000, "'; DROP TABLE", "\ud7ff"):
        assert client.get(path(document.pk), {"q": query}).status_code == 200
    assert client.post(path(document.pk)).status_code == 405


def test_too_many_are_refused(
    document: Document, alice: User, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mentions, "ASKS_A_MINUTE", 1)
    client = browser(alice)
    answers = [client.get(path(document.pk)).status_code for _ in range(2)]
    assert answers == [200, 429]
