"""Images and files that one has already, and parts of them."""

import pytest

from documents.models import Document, User
from documents.tests.views.files import Browser, address, fetch, send, send_image

pytestmark = pytest.mark.usefixtures("directory")


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
