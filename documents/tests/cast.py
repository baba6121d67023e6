"""The cast of the tests inside one process: Alice owns, Bob is let in, Charlie is a stranger."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from documents import relay
from documents.core.roles import Role
from documents.models import Document, ShareLink, User
from documents.services import documents, links
from documents.services.access import Actor

_numbers = itertools.count(1)


@pytest.fixture
def alice(db: None) -> User:
    """The owner."""
    return User.objects.create_user("alice@example.org", name="Alice")


@pytest.fixture
def bob(db: None) -> User:
    """Somebody whom the owner lets in."""
    return User.objects.create_user("bob@example.org", name="Bob")


@pytest.fixture
def charlie(db: None) -> User:
    """A stranger."""
    return User.objects.create_user("charlie@example.org", name="Charlie")


@pytest.fixture
def document(alice: User) -> Document:
    """A document of Alice's."""
    return documents.create(alice, "Minutes")


@pytest.fixture
def browser(built_pages: None) -> Callable[..., Client]:
    """Opens a browser, signed in when it is given a person."""

    def open_browser(person: User | None = None) -> Client:
        client = Client(raise_request_exception=False)
        if person is not None:
            client.force_login(person)
        return client

    return open_browser


@pytest.fixture
def directory(settings: Settings, tmp_path: Path) -> Path:
    """Where the files of documents are."""
    files = tmp_path / "files"
    backend = settings.STORAGES["attachments"]
    settings.STORAGES = {
        **settings.STORAGES,
        "attachments": {**backend, "OPTIONS": {"location": files}},
    }
    return files


@pytest.fixture
def rooms_hear(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Callable[[Document, Callable[[], object]], list[str]]:
    """Does something and says which messages an open room of the document got of it."""

    def listen(document: Document, act: Callable[[], object]) -> list[str]:
        layer = get_channel_layer()
        channel = f"test{next(_numbers)}"
        async_to_sync(layer.group_add)(relay.group_of(document.pk), channel)
        with django_capture_on_commit_callbacks(execute=True):
            act()
        async_to_sync(layer.send)(channel, {"type": "end"})
        receive = async_to_sync(layer.receive)
        return list(iter(lambda: receive(channel)["type"], "end"))

    return listen


def link_for(document: Document, role: Role) -> ShareLink:
    """The document's link, switched to this role."""
    link = links.switch(document, role)
    assert link is not None
    return link


def link_path(document: Document, role: Role) -> str:
    """The path of the document's link, switched to this role."""
    return f"/s/{links.token(link_for(document, role))}"


def actor(person: User | None = None, *opened: ShareLink) -> Actor:
    """A person, or a visitor, who has opened these links."""
    opened_ids = tuple(link.pk for link in opened)
    if person is None:
        return Actor(visitor="somebody", links=opened_ids)
    version = person.access_version
    return Actor(person.pk, person.name, links=opened_ids, access_version=version)
