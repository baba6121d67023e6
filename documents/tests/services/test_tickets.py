import time
import uuid
from dataclasses import replace

import pytest

from documents.core.roles import Role
from documents.models import Document, User
from documents.services import access, documents, links, people, tickets
from documents.tests.cast import actor, link_for


def test_a_ticket_speaks_for_the_person_it_was_issued_to(document: Document, alice: User) -> None:
    ticket = tickets.issue(actor(alice), document.pk, Role.OWN)
    assert tickets.actor_from(ticket, document.pk) == actor(alice)


def test_a_visitors_ticket_carries_only_the_link_of_its_document(
    document: Document, alice: User
) -> None:
    link, other = link_for(document, Role.VIEW), link_for(documents.create(alice), Role.EDIT)
    ticket = tickets.issue(actor(None, other, link), document.pk, Role.VIEW)
    expected = replace(actor(None, link), at_most=Role.VIEW)
    assert tickets.actor_from(ticket, document.pk) == expected


def test_a_ticket_is_for_one_document(document: Document, alice: User) -> None:
    assert (
        tickets.actor_from(tickets.issue(actor(alice), document.pk, Role.OWN), uuid.uuid4()) is None
    )


def test_a_ticket_expires(document: Document, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = tickets.issue(actor(alice), document.pk, Role.OWN)
    later = time.time() + tickets.EXPIRES_IN + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert tickets.actor_from(ticket, document.pk) is None


@pytest.mark.parametrize("forged", ["", "x", "eyJ1c2VyIjoxfQ:1abc:signature", "ü"])
def test_a_forged_ticket_speaks_for_nobody(document: Document, forged: str) -> None:
    assert tickets.actor_from(forged, document.pk) is None


def test_a_ticket_grants_nothing_by_itself(document: Document, alice: User, bob: User) -> None:
    guest = actor(bob, link_for(document, Role.EDIT))
    ticket = tickets.issue(guest, document.pk, Role.EDIT)
    links.switch(document, None)
    asking = tickets.actor_from(ticket, document.pk)
    assert asking is not None
    assert access.grant(asking, document.pk) is None

    ticket = tickets.issue(actor(alice), document.pk, Role.OWN)
    people.set_active(alice, active=False)
    asking = tickets.actor_from(ticket, document.pk)
    assert asking is not None
    assert access.grant(asking, document.pk) is None


def test_a_ticket_grants_no_more_than_when_it_was_issued(document: Document, bob: User) -> None:
    guest = actor(bob, link_for(document, Role.VIEW))
    ticket = tickets.issue(guest, document.pk, Role.VIEW)
    links.switch(document, Role.EDIT)
    asking = tickets.actor_from(ticket, document.pk)
    assert asking is not None
    granted, now = access.grant(asking, document.pk), access.grant(guest, document.pk)
    assert (granted and granted.role, now and now.role) == (Role.VIEW, Role.EDIT)


def test_a_ticket_ends_with_the_sign_in_it_was_issued_under(
    document: Document, alice: User
) -> None:
    ticket = tickets.issue(actor(alice), document.pk, Role.OWN)
    people.sign_out_everywhere(alice)
    asking = tickets.actor_from(ticket, document.pk)
    assert asking is not None
    assert access.grant(asking, document.pk) is None
    assert access.grant(actor(alice), document.pk) is not None
