import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from documents.core.roles import Role
from documents.models import Document, User
from documents.services import links
from documents.tests.cast import link_path

Browser = Callable[..., Client]


def config(client: Client, document: Document) -> dict[str, Any]:
    page = client.get(f"/d/{document.pk}/").content.decode()
    found = re.search(r'<script id="collab-config" type="application/json">(.*?)</script>', page)
    assert found, page
    read: dict[str, Any] = json.loads(found[1])
    return read


def test_the_editor_is_told_what_it_needs(
    document: Document, alice: User, browser: Browser
) -> None:
    told = config(browser(alice), document)
    identity = f"user-{alice.pk}"
    assert told == {
        "documentId": str(document.pk),
        "title": "Minutes",
        "role": "own",
        "socketPath": f"/ws/hocuspocus?document={document.pk}",
        "user": {"id": identity, "name": "Alice", "color": told["user"]["color"]},
        "cacheKey": f"collab:{identity}:{document.pk}",
        "fileLimit": {"bytes": 25 * 1024**2, "words": "25 MB"},
        "urls": {
            "title": f"/d/{document.pk}/title",
            "share": f"/d/{document.pk}/share",
            "list": "/",
            "mentions": f"/api/documents/{document.pk}/mentions",
            "name": f"/d/{document.pk}/name",
        },
    }


@pytest.mark.parametrize("role", [Role.VIEW, Role.EDIT])
def test_a_link_opens_the_editor_in_its_role(
    role: Role, document: Document, bob: User, browser: Browser
) -> None:
    client = browser(bob)
    assert client.get(link_path(document, role))["Location"] == f"/d/{document.pk}/"
    assert config(client, document)["role"] == role.value


def test_a_guests_page_contains_nothing_that_grants_more(
    document: Document, bob: User, browser: Browser
) -> None:
    client = browser(bob)
    path = link_path(document, Role.VIEW)
    client.get(path)
    page = client.get(f"/d/{document.pk}/").content.decode()
    link = links.link_of(document)
    assert link is not None
    assert str(link.pk) not in page
    assert path not in page


def test_a_visitor_reads_without_a_name(document: Document, browser: Browser) -> None:
    client = browser()
    client.get(link_path(document, Role.VIEW))
    assert config(client, document)["user"]["name"] == "Guest"


def test_a_visitor_who_may_write_says_their_name_first(
    document: Document, browser: Browser
) -> None:
    client = browser()
    asked = client.get(link_path(document, Role.EDIT), follow=True)
    assert asked.redirect_chain[-1][0] == f"/d/{document.pk}/name"
    assert "Who is writing?" in asked.content.decode()
    answer = client.post(f"/d/{document.pk}/name", {"name": " Zoë\u202e "})
    assert answer["Location"] == f"/d/{document.pk}/"
    told = config(client, document)
    assert (told["user"]["name"], told["role"]) == ("Zoë", "edit")
    assert re.fullmatch(r"#[0-9a-f]{6}", told["user"]["color"])


@pytest.mark.parametrize("name", ["", "  ", "\u202e", "x" * 61])
def test_a_name_is_short_and_visible(name: str, document: Document, browser: Browser) -> None:
    client = browser()
    client.get(link_path(document, Role.EDIT))
    assert client.post(f"/d/{document.pk}/name", {"name": name}).status_code == 422


def test_visitors_are_told_apart(document: Document, browser: Browser) -> None:
    path = link_path(document, Role.VIEW)
    identities = set()
    for client in (browser(), browser()):
        client.get(path)
        identities.add(config(client, document)["user"]["id"])
    assert len(identities) == 2


def test_an_account_has_its_name_already(document: Document, bob: User, browser: Browser) -> None:
    client = browser(bob)
    client.get(link_path(document, Role.EDIT))
    answer = client.post(f"/d/{document.pk}/name", {"name": "Mallory"})
    assert answer["Location"] == f"/d/{document.pk}/"
    assert config(client, document)["user"]["name"] == "Bob"


@pytest.mark.parametrize("page", ["", "name", "share"])
def test_a_stranger_finds_nothing(
    page: str, document: Document, charlie: User, browser: Browser
) -> None:
    for client in (browser(charlie), browser()):
        assert client.get(f"/d/{document.pk}/{page}").status_code == 404


def test_no_page_is_kept_by_caches(document: Document, alice: User, browser: Browser) -> None:
    client = browser(alice)
    for page in ("/", "/trash", f"/d/{document.pk}/", f"/d/{document.pk}/share"):
        assert "no-store" in client.get(page)["Cache-Control"]
