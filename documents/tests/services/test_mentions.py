"""Who and what can be mentioned: never everybody, never what others have."""

import pytest
from django.core.cache import cache

from documents.core.presence import Identity
from documents.core.roles import Role
from documents.models import Document, UpdateRow, User
from documents.services import documents, editing, mentions
from documents.tests.cast import actor, link_for


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    cache.clear()


def written_by(document: Document, person: User) -> None:
    document.head_seq += 1
    document.save()
    UpdateRow.objects.create(
        document=document, seq=document.head_seq, author=person, author_name=person.name, data=b""
    )


def people(asker: User, document: Document, query: str = "") -> list[str]:
    return list(mentions.find(actor(asker), document, query).people.values())


def titles(asker: User, document: Document, query: str = "") -> list[str]:
    return list(mentions.find(actor(asker), document, query).documents.values())


def test_only_those_who_have_to_do_with_the_document(
    document: Document, alice: User, bob: User, charlie: User
) -> None:
    assert people(alice, document) == ["Alice"]
    written_by(document, bob)
    assert people(alice, document) == ["Alice", "Bob"]
    editing.record(document.pk, [Identity("visitor-0f", "Vera", "#000000")])
    assert people(alice, document) == ["Alice", "Bob", "Vera"]
    assert people(bob, document, "V") == ["Vera"]
    assert charlie.name not in people(bob, document, charlie.name)


def test_who_is_locked_out_is_not_offered(document: Document, alice: User, bob: User) -> None:
    written_by(document, bob)
    User.objects.filter(pk=bob.pk).update(is_active=False)
    assert people(alice, document) == ["Alice"]


def test_only_documents_that_the_asker_can_open(document: Document, alice: User, bob: User) -> None:
    documents.create(alice, "Alice's plan")
    hers = documents.create(alice, "Shared plan")
    documents.create(bob, "Bob's plan")
    assert titles(alice, document, "PLAN") == ["Shared plan", "Alice's plan"]
    found = mentions.find(actor(bob, link_for(hers, Role.VIEW)), document, "plan")
    assert sorted(found.documents.values()) == ["Bob's plan", "Shared plan"]
    documents.trash(hers)
    assert titles(alice, document, "plan") == ["Alice's plan"]


def test_what_is_found_is_bounded(document: Document, alice: User) -> None:
    for number in range(mentions.MAX_DOCUMENTS + 3):
        documents.create(alice, f"Plan {number}")
    present = [Identity(f"visitor-{i:x}", f"V{i}", "#000000") for i in range(50)]
    editing.record(document.pk, present)
    assert len(titles(alice, document)) == mentions.MAX_DOCUMENTS
    assert len(people(alice, document)) == mentions.MAX_PEOPLE
    assert people(alice, document, "%" * 10_000) == []
    assert titles(alice, document, "_") == []


def test_asking_without_end_is_refused(alice: User) -> None:
    asker = actor(alice)
    assert all(mentions.may_ask(asker) for _ in range(mentions.ASKS_A_MINUTE))
    assert not mentions.may_ask(asker)
