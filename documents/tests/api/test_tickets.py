import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from documents.core.roles import Role
from documents.models import Document, User
from documents.services import documents, tickets
from documents.tests.cast import actor, link_path

Browser = Callable[..., Client]


def url(document_id: object) -> str:
    return f"/api/documents/{document_id}/ticket"


def test_whoever_may_read_gets_a_ticket(document: Document, alice: User, browser: Browser) -> None:
    answer = browser(alice).post(url(document.pk))
    assert answer.status_code == 200
    body = answer.json()
    assert tickets.actor_from(body["ticket"], document.pk) == actor(alice)
    assert body["expires_in"] == 600
    assert body["urls"] == {
        "y_websocket": f"ws://testserver/ws/y/{document.pk}",
        "hocuspocus": "ws://testserver/ws/hocuspocus",
    }


def test_a_visitor_with_a_link_gets_one(document: Document, browser: Browser) -> None:
    visitor = browser()
    visitor.get(link_path(document, Role.VIEW))
    assert visitor.post(url(document.pk)).status_code == 200


@pytest.mark.parametrize("case", ["absent", "forbidden", "trashed"])
def test_everybody_else_learns_nothing(
    case: str, document: Document, alice: User, charlie: User, browser: Browser
) -> None:
    person = alice if case == "trashed" else charlie
    if case == "trashed":
        documents.trash(document)
    target = uuid.uuid4() if case == "absent" else document.pk
    answer = browser(person).post(url(target))
    assert answer.status_code == 404
    assert answer.json() == {"error": "There is no such document."}


def test_a_ticket_is_asked_for_by_post(document: Document, alice: User, browser: Browser) -> None:
    assert browser(alice).get(url(document.pk)).status_code == 405


def test_a_ticket_is_not_issued_to_another_site(
    document: Document, alice: User, built_pages: None
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    assert client.post(url(document.pk)).status_code == 403
