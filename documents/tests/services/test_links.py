import base64

import pytest
from pytest_django import Settings

from documents.core.roles import Role
from documents.models import Document, ShareLink
from documents.services import documents, links
from documents.tests.cast import link_for


def test_a_link_is_found_by_its_token(document: Document) -> None:
    link = link_for(document, Role.VIEW)
    assert links.find(links.token(link)) == link


def test_a_link_keeps_its_address_when_its_role_changes(document: Document) -> None:
    view, edit = link_for(document, Role.VIEW), link_for(document, Role.EDIT)
    assert links.token(view) == links.token(edit)
    found = links.find(links.token(view))
    assert found is not None
    assert found.role == "edit"


def test_a_link_that_was_switched_off_never_works_again(document: Document) -> None:
    token = links.token(link_for(document, Role.EDIT))
    links.switch(document, None)
    assert links.find(token) is None
    assert links.link_of(document) is None
    link_for(document, Role.EDIT)
    assert links.find(token) is None


def test_a_link_sleeps_while_its_document_is_in_the_trash(document: Document) -> None:
    token = links.token(link_for(document, Role.VIEW))
    documents.trash(document)
    assert links.find(token) is None
    documents.restore(document)
    assert links.find(token) is not None


@pytest.mark.parametrize(
    "forge",
    [
        lambda token: "",
        lambda token: "not base64!",
        lambda token: "ünïcode",
        lambda token: token[:-4],
        lambda token: token + "AAAA",
        lambda token: ("B" if token[0] == "A" else "A") + token[1:],
        lambda token: token[:30] + ("B" if token[30] == "A" else "A") + token[31:],
        lambda token: base64.urlsafe_b64encode(base64.urlsafe_b64decode(token)[:16]).decode(),
        lambda token: "A" * 10_000,
    ],
)
def test_a_forged_token_opens_nothing(document: Document, forge: object) -> None:
    token = links.token(link_for(document, Role.EDIT))
    assert callable(forge)
    assert links.find(forge(token)) is None


def test_the_database_alone_does_not_yield_the_token(
    document: Document, settings: Settings
) -> None:
    token = links.token(link_for(document, Role.EDIT))
    settings.SECRET_KEY = "another installation's key"
    assert links.token(ShareLink.objects.get()) != token
    assert links.find(token) is None


def test_links_survive_a_change_of_the_key(document: Document, settings: Settings) -> None:
    token = links.token(link_for(document, Role.EDIT))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "the next key"
    assert links.find(token) is not None
