import uuid
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser
from pytest_django import DjangoAssertNumQueries

from documents.core.roles import Ability, Role
from documents.models import Document, User
from documents.services import access, documents, links, people
from documents.services.access import Actor, NotFound
from documents.tests.cast import actor, link_for


@dataclass
class Scene:
    """Alice's document and whoever wants to open it."""

    document: Document
    alice: User
    bob: User

    def locked_out(self, person: User) -> Actor:
        people.set_active(person, active=False)
        return self.with_link(person, Role.EDIT)

    def with_link(self, person: User | None, role: Role) -> Actor:
        return actor(person, link_for(self.document, role))

    def with_dead_link(self) -> Actor:
        link = link_for(self.document, Role.EDIT)
        links.switch(self.document, None)
        link_for(self.document, Role.EDIT)
        return actor(None, link)

    def with_link_elsewhere(self) -> Actor:
        return actor(None, link_for(documents.create(self.alice), Role.EDIT))

    def in_trash(self, who: Actor) -> Actor:
        documents.trash(self.document)
        return who


CASES: dict[str, tuple[Callable[[Scene], Actor], Role | None]] = {
    "the owner": (lambda s: actor(s.alice), Role.OWN),
    "the owner, through her own link": (lambda s: s.with_link(s.alice, Role.VIEW), Role.OWN),
    "a stranger": (lambda s: actor(s.bob), None),
    "an account with a view link": (lambda s: s.with_link(s.bob, Role.VIEW), Role.VIEW),
    "an account with an edit link": (lambda s: s.with_link(s.bob, Role.EDIT), Role.EDIT),
    "a visitor": (lambda s: actor(), None),
    "nobody": (lambda s: Actor(), None),
    "a visitor with a view link": (lambda s: s.with_link(None, Role.VIEW), Role.VIEW),
    "a visitor with an edit link": (lambda s: s.with_link(None, Role.EDIT), Role.EDIT),
    "a link that was replaced": (lambda s: s.with_dead_link(), None),
    "a link of another document": (lambda s: s.with_link_elsewhere(), None),
    "the owner, locked out": (lambda s: s.locked_out(s.alice), None),
    "a link holder, locked out": (lambda s: s.locked_out(s.bob), None),
    "the owner, of what is in the trash": (lambda s: s.in_trash(actor(s.alice)), None),
    "a link to what is in the trash": (
        lambda s: s.in_trash(s.with_link(s.bob, Role.EDIT)),
        None,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_gate(case: str, document: Document, alice: User, bob: User) -> None:
    who, role = CASES[case]
    asking = who(Scene(document, alice, bob))
    granted = access.grant(asking, document.pk)
    assert (granted.role if granted else None) == role
    reachable = {entry.document.pk for entry in access.entries(asking, access.reachable(asking))}
    assert (document.pk in reachable) == (role is not None)


def test_a_grant_names_the_version_of_the_rights_and_the_title(
    document: Document, alice: User
) -> None:
    links.switch(document, Role.VIEW)
    granted = access.grant(actor(alice), document.pk)
    assert granted == access.Grant(Role.OWN, access_version=2, title="Minutes")


def test_an_absent_document_looks_like_a_forbidden_one(document: Document, bob: User) -> None:
    assert access.grant(actor(bob), uuid.uuid4()) is None
    for document_id in (document.pk, uuid.uuid4()):
        with pytest.raises(NotFound) as caught:
            access.document_for(actor(bob), document_id, Ability.VIEW)
        assert not caught.value.args


@pytest.mark.parametrize("ability", Ability)
def test_only_restoring_and_deleting_reach_into_the_trash(
    ability: Ability, document: Document, alice: User, bob: User
) -> None:
    guest = actor(bob, link_for(document, Role.EDIT))
    documents.trash(document)
    if ability in (Ability.RESTORE, Ability.DELETE):
        assert access.document_for(actor(alice), document.pk, ability) == document
    else:
        with pytest.raises(NotFound):
            access.document_for(actor(alice), document.pk, ability)
    with pytest.raises(NotFound):
        access.document_for(guest, document.pk, ability)


@pytest.mark.parametrize("ability", [Ability.RESTORE, Ability.DELETE])
def test_what_is_not_in_the_trash_is_neither_restored_nor_deleted(
    ability: Ability, document: Document, alice: User
) -> None:
    with pytest.raises(NotFound):
        access.document_for(actor(alice), document.pk, ability)


def test_the_gate_asks_the_database_once(
    document: Document, bob: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    guest = actor(bob, link_for(document, Role.VIEW))
    with django_assert_num_queries(1):
        access.grant(guest, document.pk)


def test_a_session_makes_a_visitor_who_keeps_their_identity_and_name() -> None:
    session: dict[str, object] = {}
    access.open_link(session, uuid.uuid4())
    unnamed = access.actor_of(AnonymousUser(), session)
    access.name_visitor(session, "Zoë")
    named = access.actor_of(AnonymousUser(), session)
    assert (unnamed.shown_name, named.shown_name) == ("Guest", "Zoë")
    assert unnamed.identity == named.identity
    assert unnamed.color == named.color


def test_a_session_keeps_the_links_opened_last() -> None:
    session: dict[str, object] = {}
    opened = [uuid.uuid4() for _ in range(150)]
    for link in [*opened, opened[60]]:
        access.open_link(session, link)
    kept = access.actor_of(AnonymousUser(), session).links
    assert len(kept) == 100
    assert kept[-1] == opened[60]
    assert kept.count(opened[60]) == 1


def test_an_account_that_opened_a_link_is_itself(alice: User) -> None:
    session: dict[str, object] = {}
    access.open_link(session, link := uuid.uuid4())
    assert access.actor_of(alice, session) == Actor(alice.pk, "Alice", None, (link,))
