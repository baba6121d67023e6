from collections.abc import Callable

import pytest
from django.db import transaction

from documents import relay
from documents.core.roles import Role
from documents.core.seed import SEED_UPDATE
from documents.models import Checkpoint, Document, ShareLink, UpdateRow, User
from documents.services import documents, links
from documents.tests.cast import link_for

Listen = Callable[[Document, Callable[[], object]], list[str]]


def version(document: Document) -> int:
    return Document.objects.values_list("access_version", flat=True).get(pk=document.pk)


def test_a_new_document_begins_with_one_empty_paragraph(alice: User) -> None:
    document = documents.create(alice)
    row = UpdateRow.objects.get(document=document)
    document.refresh_from_db()
    assert (row.seq, bytes(row.data), row.author, row.author_name) == (
        1,
        SEED_UPDATE,
        alice,
        "Alice",
    )
    assert (document.head_seq, document.access_version, document.title) == (1, 1, "")


@pytest.mark.parametrize(
    "change",
    [
        documents.trash,
        documents.restore,
        lambda document: links.switch(document, Role.VIEW),
        lambda document: links.switch(document, Role.EDIT),
        lambda document: links.switch(document, None),
    ],
    ids=["trash", "restore", "view link", "edit link", "no link"],
)
def test_a_change_of_access_raises_its_version_and_reaches_open_rooms(
    change: Callable[[Document], object], document: Document, rooms_hear: Listen
) -> None:
    heard = rooms_hear(document, lambda: change(document))
    assert version(document) == 2
    assert heard == [relay.CHANGED]


def test_a_title_reaches_open_rooms_and_leaves_the_rights_alone(
    document: Document, rooms_hear: Listen
) -> None:
    heard = rooms_hear(document, lambda: documents.rename(document, "Autumn"))
    document.refresh_from_db()
    assert (document.title, version(document)) == ("Autumn", 1)
    assert heard == [relay.CHANGED]


def test_rooms_hear_nothing_of_what_was_rolled_back(document: Document, rooms_hear: Listen) -> None:
    def change_one_s_mind() -> None:
        with transaction.atomic():
            documents.trash(document)
            transaction.set_rollback(True)

    assert rooms_hear(document, change_one_s_mind) == []
    assert version(document) == 1


def test_deleting_leaves_nothing_behind(document: Document, rooms_hear: Listen) -> None:
    link_for(document, Role.VIEW)
    Checkpoint.objects.create(document=document, seq=1, state=SEED_UPDATE)
    assert rooms_hear(document, lambda: documents.delete(document)) == [relay.CHANGED]
    for model in (Document, UpdateRow, Checkpoint, ShareLink):
        assert not model._default_manager.exists()
