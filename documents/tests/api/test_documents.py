"""The address that tells of a document."""

import datetime
import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from documents.core.roles import Role
from documents.models import Document, User
from documents.services import documents, links
from documents.tests.cast import link_path

Browser = Callable[..., Client]


def path(document_id: object) -> str:
    return f"/api/documents/{document_id}"


@pytest.mark.parametrize("role", [Role.VIEW, Role.EDIT])
def test_who_may_read_is_told(
    role: Role, document: Document, alice: User, bob: User, browser: Browser
) -> None:
    guest = browser(bob)
    guest.get(link_path(document, role))
    for client in (browser(alice), guest):
        answer = client.get(path(document.pk))
        told = answer.json()
        assert told["title"] == "Minutes"
        assert datetime.datetime.fromisoformat(told["edited_at"]).tzinfo is not None
        assert set(told) == {"title", "edited_at"}
        assert "no-store" in answer["Cache-Control"]


def test_absent_forbidden_and_trashed_look_alike(
    document: Document, alice: User, bob: User, charlie: User, browser: Browser
) -> None:
    guest = browser(bob)
    guest.get(link_path(document, Role.VIEW))
    links.switch(document, None)
    absent = browser(alice).get(path(uuid.uuid4()))
    assert absent.status_code == 404
    for client in (browser(charlie), browser(), guest):
        answer = client.get(path(document.pk))
        assert (answer.status_code, answer.content) == (404, absent.content)
    documents.trash(document)
    assert browser(alice).get(path(document.pk)).content == absent.content


def test_it_is_only_asked(document: Document, alice: User, browser: Browser) -> None:
    for method in ("post", "put", "delete"):
        assert getattr(browser(alice), method)(path(document.pk)).status_code == 405
