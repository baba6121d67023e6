"""Images and files that are refused: too big, too many, or not what they say."""

import uuid
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from documents.core.roles import Role
from documents.models import Attachment, Document, User
from documents.services import attachments, documents
from documents.tests.cast import link_path
from documents.tests.imaging.pictures import bomb, picture
from documents.tests.views.files import HTML, SVG, Browser, address, send

pytestmark = pytest.mark.usefixtures("directory")


@pytest.mark.parametrize("data", [HTML, SVG, b"GIF89a" + HTML, b"\x89PNG\r\n\x1a\n" + HTML, b""])
def test_what_is_no_image_is_not_shown(
    data: bytes, document: Document, alice: User, browser: Browser, directory: Path
) -> None:
    answer, _ = send(browser(alice), document, data, name="x.png", as_image=True)
    assert answer.status_code == 415
    assert b"not an image" in answer.content
    assert not Attachment.objects.exists()
    assert not [path for path in directory.rglob("*") if path.is_file()]


def test_a_bomb_is_too_big(document: Document, alice: User, browser: Browser) -> None:
    answer, _ = send(browser(alice), document, bomb(), as_image=True)
    assert answer.status_code == 413
    assert b"megapixels" in answer.content


@pytest.mark.parametrize("announced", [True, False])
def test_a_file_may_be_so_large(
    announced: bool,
    document: Document,
    alice: User,
    browser: Browser,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.COLLAB_MAX_FILE_BYTES = 2 * 1024**2
    if not announced:
        monkeypatch.setattr("documents.views.files._announced", lambda _: 0)
    client = browser(alice)
    assert send(client, document, bytes(2 * 1024**2))[0].status_code == 201
    answer, _ = send(client, document, bytes(2 * 1024**2 + 1))
    assert answer.status_code == 413
    assert answer.content == b"The file is larger than 2 MB."


@pytest.mark.parametrize("announced", [True, False])
def test_a_document_has_room_for_so_much(
    announced: bool,
    document: Document,
    alice: User,
    browser: Browser,
    settings: Settings,
    directory: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.COLLAB_FILE_BYTES_PER_DOCUMENT = 100
    if not announced:
        monkeypatch.setattr("documents.views.files._announced", lambda _: 0)
    client = browser(alice)
    assert send(client, document, bytes(60))[0].status_code == 201
    answer, _ = send(client, document, bytes(41))
    assert answer.status_code == 413
    assert b"this document" in answer.content
    assert len([path for path in directory.rglob("*") if path.is_file()]) == 1
    assert send(client, documents.create(alice), bytes(60))[0].status_code == 201


def test_all_documents_of_an_owner_have_room_for_so_much(
    document: Document, alice: User, bob: User, browser: Browser, settings: Settings
) -> None:
    settings.COLLAB_FILE_BYTES_PER_OWNER = 100
    guest = browser(bob)
    guest.get(link_path(document, Role.EDIT))
    assert send(guest, document, bytes(60))[0].status_code == 201
    answer, _ = send(browser(alice), documents.create(alice), bytes(41))
    assert answer.status_code == 413
    assert b"of its owner" in answer.content
    # It is the owner's room that is taken, not the guest's.
    assert send(guest, documents.create(bob), bytes(100))[0].status_code == 201


def test_too_many_images_at_once_are_asked_to_wait(
    document: Document, alice: User, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "PATIENCE", 0.01)
    with attachments._turns, attachments._turns:
        answer, _ = send(browser(alice), document, picture(), as_image=True)
    assert answer.status_code == 503


def test_only_bytes_as_they_are_are_taken(
    document: Document, alice: User, browser: Browser
) -> None:
    client = browser(alice)
    for kind in ("multipart/form-data; boundary=x", "text/html", "image/png"):
        answer = client.put(address(document, uuid.uuid4()), b"x", kind)
        assert answer.status_code == 415


@pytest.mark.parametrize("method", ["get", "post", "delete", "patch"])
def test_nothing_else_is_done_to_an_attachment(
    method: str, document: Document, alice: User, browser: Browser
) -> None:
    assert getattr(browser(alice), method)(address(document, uuid.uuid4())).status_code == 405


def test_forged_requests_are_refused(document: Document, alice: User, built_pages: None) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    assert send(client, document, b"x")[0].status_code == 403
