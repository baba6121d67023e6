"""Who may send and fetch the images and files of a document."""

import pytest

from documents.core.roles import Role
from documents.models import Attachment, Document, User
from documents.services import documents, links
from documents.tests.cast import link_path
from documents.tests.views.files import Browser, address, fetch, send, send_image

pytestmark = pytest.mark.usefixtures("directory")


def test_a_reader_sees_and_sends_nothing(
    document: Document, alice: User, bob: User, browser: Browser
) -> None:
    image = send_image(browser(alice), document)
    for reader in (browser(bob), browser()):
        reader.get(link_path(document, Role.VIEW))
        assert fetch(reader, address(document, image, "large"))[0].status_code == 200
        assert send(reader, document, b"x")[0].status_code == 404
    assert Attachment.objects.count() == 1


def test_a_visitor_who_may_write_sends(document: Document, browser: Browser) -> None:
    client = browser()
    client.get(link_path(document, Role.EDIT))
    client.post(f"/d/{document.pk}/name", {"name": "Zoë"})
    send_image(client, document)
    assert Attachment.objects.get().uploader is None


def test_a_stranger_finds_nothing(
    document: Document, alice: User, charlie: User, browser: Browser
) -> None:
    image = send_image(browser(alice), document)
    for stranger in (browser(charlie), browser()):
        for variant in ("large", "small", "file", "other"):
            assert fetch(stranger, address(document, image, variant))[0].status_code == 404
        assert send(stranger, document, b"x")[0].status_code == 404
        # Nor does it help to know an id, or what the bytes are called.
        assert send(stranger, document, b"x", to=image)[0].status_code == 404


def test_an_attachment_is_found_through_its_own_document_only(
    document: Document, alice: User, charlie: User, browser: Browser
) -> None:
    image = send_image(browser(alice), document)
    elsewhere = documents.create(charlie)
    for client, other in ((browser(charlie), elsewhere), (browser(alice), documents.create(alice))):
        assert fetch(client, address(other, image, "large"))[0].status_code == 404


def test_the_same_id_elsewhere_is_another_attachment(
    document: Document, alice: User, charlie: User, browser: Browser
) -> None:
    _, attachment = send(browser(alice), document, b"hers")
    elsewhere = documents.create(charlie)
    assert send(browser(charlie), elsewhere, b"his", to=attachment)[0].status_code == 201
    assert fetch(browser(alice), address(document, attachment, "file"))[1] == b"hers"
    assert fetch(browser(charlie), address(elsewhere, attachment, "file"))[1] == b"his"


def test_what_is_taken_away_is_gone_at_once(
    document: Document, alice: User, bob: User, browser: Browser
) -> None:
    owner, guest = browser(alice), browser(bob)
    image = address(document, send_image(owner, document), "large")
    guest.get(link_path(document, Role.EDIT))
    answer, _ = fetch(guest, image)
    links.switch(document, None)
    # Not even what the guest has already is confirmed.
    for headers in ({}, {"If-None-Match": answer["ETag"]}):
        assert fetch(guest, image, **headers)[0].status_code == 404
    assert send(guest, document, b"x")[0].status_code == 404
    documents.trash(document)
    assert fetch(owner, image)[0].status_code == 404
