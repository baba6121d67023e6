import time
import uuid

import pytest

from documents.core.roles import Role
from documents.models import Document, User
from documents.services import access, documents, links, people, tickets
from documents.tests.cast import actor, link_for


def test_a_ticket_speaks_for_the_person_it_was_issued_to(document: Document, alice: User) -> None:
    ticket = tickets.issue(actor(alice), document.pk)
    assert tickets.actor_from(ticket, document.pk) == actor(alice)


def test_a_visitors_ticket_carries_only_the_link_of_its_document(
    document: Document, alice: User
) -> None:
    link, other = link_for(document, Role.VIEW), link_for(documents.create(alice), Role.EDIT)
    ticket = tickets.issue(actor(None, other, link), document.pk)
    assert tickets.actor_from(ticket, document.pk) == actor(None, link)


def test_a_ticket_is_for_one_document(document: Document, alice: User) -> None:
    assert tickets.actor_from(tickets.issue(actor(alice), document.pk), uuid.uuid4()) is None


def test_a_ticket_expires(document: Document, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = tickets.issue(actor(alice), document.pk)
    later = time.time() + tickets.EXPIRES_IN + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert tickets.actor_from(ticket, document.pk) is None


@pytest.mark.parametrize("forged", ["", "x", "eyJ1c2VyIjoxfQ:1abc:signature", "ü"])
def test_a_forged_ticket_speaks_for_nobody(document: Document, forged: str) -> None:
    assert tickets.actor_from(forged, document.pk) is None


def test_a_ticket_grants_nothing_by_itself(document: Document, alice: User, bob: User) -> None:
    guest = actor(bob, link_for(document, Role.EDIT))
    ticket = tickets.issue(guest, document.pk)
    links.switch(document, None)
    asking = tickets.actor_from(ticket, document.pk)
    assert asking is not None
    assert access.grant(asking, document.pk) is None

    ticket = tickets.issue(actor(alice), document.pk)
    people.set_active(alice, active=False)
    asking = tickets.actor_from(ticket, document.pk)
    assert asking is not None
    assert access.grant(asking, document.pk) is None
