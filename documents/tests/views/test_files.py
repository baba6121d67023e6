"""Images and files in documents: what is kept of them, and how it is sent out."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages

from documents.models import Attachment, Document, User
from documents.services import documents
from documents.tests.imaging.pictures import SECRET, photograph, picture
from documents.tests.views.files import HTML, SVG, Browser, address, fetch, send, send_image

pytestmark = pytest.mark.usefixtures("directory")


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
    [HTML, SVG, b"", bytes(70_000)],
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
