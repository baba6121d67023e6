"""Images and files in documents: who may send and fetch them, and what is refused."""

import uuid
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.core.files.storage import storages
from django.test import Client
from pytest_django import Settings

from documents.core.roles import Role
from documents.models import Attachment, Document, User
from documents.services import attachments, documents, links
from documents.tests.cast import link_path
from documents.tests.imaging.pictures import SECRET, bomb, photograph, picture

pytestmark = pytest.mark.usefixtures("directory")

Browser = Callable[..., Client]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
HTML = b"<html><script>alert(document.domain)</script></html>"


def address(document: Document, attachment: uuid.UUID, variant: str = "") -> str:
    return f"/d/{document.pk}/files/{attachment}" + (f"/{variant}" if variant else "")


def send(
    client: Client,
    document: Document,
    data: bytes,
    *,
    name: str = "a name",
    as_image: bool = False,
    to: uuid.UUID | None = None,
) -> tuple[Any, uuid.UUID]:
    attachment = to or uuid.uuid4()
    query = {"name": name, "as": "image" if as_image else "file"}
    answer = client.put(
        address(document, attachment),
        data,
        # The client leaves it out where there are no bytes.
        CONTENT_TYPE="application/octet-stream",
        query_params=query,
    )
    return answer, attachment


def send_image(client: Client, document: Document, data: bytes | None = None) -> uuid.UUID:
    answer, attachment = send(client, document, data or picture(900, 100), as_image=True)
    assert answer.status_code == 201, answer.content
    return attachment


def fetch(client: Client, path: str, **headers: str) -> tuple[Any, bytes]:
    answer: Any = client.get(path, headers=headers)
    if not answer.streaming:
        return answer, answer.content

    async def read(pieces: AsyncIterator[bytes]) -> bytes:
        return b"".join([piece async for piece in pieces])

    return answer, async_to_sync(read)(answer.streaming_content)


def test_an_image_is_shown_in_two_sizes(document: Document, alice: User, browser: Browser) -> None:
    client = browser(alice)
    answer, attachment = send(client, document, picture(900, 100), name="me.png", as_image=True)
    assert answer.status_code == 201
    facts = answer.json()
    assert (facts["name"], facts["width"], facts["height"]) == ("me.png", 900, 100)
    sizes = set()
    for variant in ("large", "small"):
        shown, data = fetch(client, address(document, attachment, variant))
        assert shown.status_code == 200
        assert shown["Content-Type"] == "image/webp"
        assert shown["Content-Disposition"] == 'inline; filename="me.webp"'
        assert int(shown["Content-Length"]) == len(data)
        sizes.add(len(data))
    assert len(sizes) == 2
    assert Attachment.objects.get().size == sum(sizes)


def test_a_small_image_is_its_own_small_one(
    document: Document, alice: User, browser: Browser
) -> None:
    client = browser(alice)
    attachment = send_image(client, document, picture())
    large, small = (fetch(client, address(document, attachment, v))[1] for v in ("large", "small"))
    assert large == small


def test_a_photograph_does_not_say_where_it_was_taken(
    document: Document, alice: User, browser: Browser, directory: Path
) -> None:
    send_image(browser(alice), document, photograph())
    kept = [path for path in directory.rglob("*") if path.is_file()]
    assert kept
    assert not any(SECRET in path.read_bytes() for path in kept)


@pytest.mark.parametrize(
    "data",
    [HTML, b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', b"", bytes(70_000)],
)
def test_any_file_can_be_attached_and_only_be_saved(
    data: bytes, document: Document, alice: User, browser: Browser
) -> None:
    client = browser(alice)
    answer, attachment = send(client, document, data, name="page.html")
    assert answer.status_code == 201
    assert answer.json() == {"name": "page.html", "size": len(data), "width": None, "height": None}
    saved, found = fetch(client, address(document, attachment, "file"))
    assert found == data
    assert saved["Content-Type"] == "application/octet-stream"
    assert saved["Content-Disposition"] == 'attachment; filename="page.html"'
    for variant in ("large", "small"):
        assert fetch(client, address(document, attachment, variant))[0].status_code == 404


def test_what_is_sent_out_is_kept_at_a_distance(
    document: Document, alice: User, browser: Browser
) -> None:
    client = browser(alice)
    image = send_image(client, document)
    _, file = send(client, document, HTML)
    for path in (address(document, image, "large"), address(document, file, "file")):
        answer, _ = fetch(client, path)
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer["Cache-Control"] == "private, max-age=31536000, immutable"


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


def test_sending_again_changes_nothing(document: Document, alice: User, browser: Browser) -> None:
    client = browser(alice)
    _, attachment = send(client, document, b"first")
    answer, _ = send(client, document, b"second", to=attachment)
    assert answer.status_code == 200
    assert fetch(client, address(document, attachment, "file"))[1] == b"first"
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\plan.pdf", "plan.pdf"),
        ("a\r\nSet-Cookie: x=1\x00.txt", "a Set-Cookie: x=1.txt"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("..", "file"),
        ("", "file"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ('r"\u00e4\u4e2d.txt', 'r"\u00e4\u4e2d.txt'),
    ],
)
def test_names_are_made_harmless(
    given: str, kept: str, document: Document, alice: User, browser: Browser
) -> None:
    client = browser(alice)
    answer, attachment = send(client, document, b"x", name=given)
    assert answer.json()["name"] == kept
    saved, _ = fetch(client, address(document, attachment, "file"))
    assert saved["Content-Disposition"].startswith("attachment; filename")
    assert "\n" not in saved["Content-Disposition"]


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


def test_what_one_has_is_not_sent_again(document: Document, alice: User, browser: Browser) -> None:
    client = browser(alice)
    image = address(document, send_image(client, document), "large")
    answer, _ = fetch(client, image)
    again, data = fetch(client, image, **{"If-None-Match": answer["ETag"]})
    assert (again.status_code, data) == (304, b"")
    assert again["ETag"] == answer["ETag"]


def test_a_part_is_sent_to_whoever_may_have_the_whole(
    document: Document, alice: User, charlie: User, browser: Browser
) -> None:
    client = browser(alice)
    _, attachment = send(client, document, b"0123456789")
    path = address(document, attachment, "file")
    whole, _ = fetch(client, path)
    assert whole["Accept-Ranges"] == "bytes"
    for guard in ({}, {"If-Range": whole["ETag"]}):
        answer, data = fetch(client, path, Range="bytes=2-5", **guard)
        assert (answer.status_code, data) == (206, b"2345")
        assert answer["Content-Range"] == "bytes 2-5/10"
        assert answer["Content-Length"] == "4"
        for header in ("ETag", "Content-Disposition", "Content-Security-Policy", "Cache-Control"):
            assert answer[header] == whole[header]
    assert fetch(browser(charlie), path, Range="bytes=2-5")[0].status_code == 404


@pytest.mark.parametrize("had", ['"other"', 'W/"other"', "Sat, 28 Nov 2026 12:00:00 GMT"])
def test_a_part_of_something_else_is_not_completed(
    had: str, document: Document, alice: User, browser: Browser
) -> None:
    client = browser(alice)
    _, attachment = send(client, document, b"0123456789")
    path = address(document, attachment, "file")
    answer, data = fetch(client, path, **{"Range": "bytes=2-5", "If-Range": had})
    assert (answer.status_code, data) == (200, b"0123456789")


def test_a_part_that_is_not_there_is_refused(
    document: Document, alice: User, browser: Browser
) -> None:
    client = browser(alice)
    _, attachment = send(client, document, b"0123456789")
    answer, data = fetch(client, address(document, attachment, "file"), Range="bytes=10-")
    assert (answer.status_code, data) == (416, b"")
    assert answer["Content-Range"] == "bytes */10"
    assert "Cache-Control" not in answer


def test_bytes_lost_on_disk_are_not_found(
    document: Document, alice: User, browser: Browser, directory: Path
) -> None:
    client = browser(alice)
    image = send_image(client, document)
    for path in directory.rglob("*-*"):
        path.unlink(missing_ok=True) if path.is_file() else None
    assert fetch(client, address(document, image, "large"))[0].status_code == 404


def test_a_document_deleted_for_good_takes_its_files_along(
    document: Document,
    alice: User,
    browser: Browser,
    directory: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    client = browser(alice)
    send_image(client, document)
    kept = documents.create(alice)
    send(client, kept, b"x")
    with django_capture_on_commit_callbacks(execute=True):
        documents.delete(document)
    assert [path.name for path in directory.iterdir()] == [str(kept.pk)]
    assert storages["attachments"].listdir(str(kept.pk))[1]
