import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from documents.core.roles import Role
from documents.models import Document, UpdateRow, User
from documents.services import documents
from documents.tests.cast import link_path

Browser = Callable[..., Client]

CHANGES = ["title", "trash", "restore", "delete"]


def url(document: Document, action: str) -> str:
    return f"/d/{document.pk}/{action}"


def test_new_makes_a_document_and_opens_it(alice: User, browser: Browser) -> None:
    answer = browser(alice).post("/d/new")
    document = Document.objects.get()
    assert document.owner == alice
    assert answer["Location"] == f"/d/{document.pk}/"
    assert UpdateRow.objects.filter(document=document).count() == 1


def test_new_asks_a_visitor_to_sign_in(browser: Browser, db: None) -> None:
    assert browser().post("/d/new")["Location"].startswith("/accounts/login/")
    assert not Document.objects.exists()


def test_the_editor_renames(document: Document, alice: User, browser: Browser) -> None:
    answer = browser(alice).post(url(document, "title"), {"title": " Autumn\u202e \n meeting "})
    document.refresh_from_db()
    assert answer.status_code == 204
    assert document.title == "Autumn meeting"


def test_the_list_renames_and_goes_on_where_it_was(
    document: Document, alice: User, browser: Browser
) -> None:
    data = {"title": "Autumn", "next": f"/?focus={document.pk}"}
    answer = browser(alice).post(url(document, "title"), data, follow=True)
    assert answer.status_code == 200
    assert "Autumn" in answer.content.decode()


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "https://evil.example/", "\\\\evil.example", "javascript:0"]
)
def test_a_change_never_leads_to_another_site(
    elsewhere: str, document: Document, alice: User, browser: Browser
) -> None:
    data = {"title": "Autumn", "next": elsewhere}
    assert browser(alice).post(url(document, "title"), data).status_code == 204


def test_a_title_replaces_the_one_it_was_meant_for(
    document: Document, alice: User, browser: Browser
) -> None:
    client = browser(alice)
    first = client.post(url(document, "title"), {"title": "Autumn", "was": " Min\u202eutes"})
    assert first.status_code == 204
    late = client.post(url(document, "title"), {"title": "Winter", "was": "Minutes"})
    assert (late.status_code, late.json()) == (409, {"title": "Autumn"})
    document.refresh_from_db()
    assert document.title == "Autumn"
    # What was sent again because its answer was lost is no second opinion.
    assert client.post(url(document, "title"), {"title": "Autumn", "was": "x"}).status_code == 204
    # The first title of all replaces the empty one.
    unnamed = documents.create(alice)
    for title, status in (("One", 204), ("Two", 409)):
        assert client.post(url(unnamed, "title"), {"title": title, "was": ""}).status_code == status


@pytest.mark.parametrize("title", ["x" * 201, "y" * 1_000_000])
def test_a_title_that_is_too_long_is_refused(
    title: str, document: Document, alice: User, browser: Browser
) -> None:
    answer = browser(alice).post(url(document, "title"), {"title": title})
    document.refresh_from_db()
    assert answer.status_code == 422
    assert document.title == "Minutes"


def test_a_title_is_shown_as_text(document: Document, alice: User, browser: Browser) -> None:
    client = browser(alice)
    client.post(url(document, "title"), {"title": '"><script>alert(1)</script>'})
    for page in ("/", f"/d/{document.pk}/", f"/d/{document.pk}/share", f"/?rename={document.pk}"):
        assert "<script>alert" not in client.get(page).content.decode()


def test_trashing_can_be_taken_back_at_once(
    document: Document, alice: User, browser: Browser
) -> None:
    client = browser(alice)
    trashed = client.post(url(document, "trash"), follow=True)
    assert f"“{document.title}” is in the trash" in trashed.content.decode()
    assert client.get(f"/d/{document.pk}/").status_code == 404
    assert "Minutes" in client.get("/trash").content.decode()

    back = client.post(url(document, "restore"), {"next": "/"}, follow=True)
    assert f'href="/d/{document.pk}/"' in back.content.decode()
    assert client.get(f"/d/{document.pk}/").status_code == 200


def test_deleting_for_good_asks_first(document: Document, alice: User, browser: Browser) -> None:
    documents.trash(document)
    client = browser(alice)
    question = client.get(f"/trash?delete={document.pk}").content.decode()
    assert "for good?" in question
    assert Document.objects.exists()
    client.post(url(document, "delete"))
    assert not Document.objects.exists()


def test_only_what_is_in_the_trash_can_be_deleted(
    document: Document, alice: User, browser: Browser
) -> None:
    assert browser(alice).post(url(document, "delete")).status_code == 404
    assert Document.objects.exists()


@pytest.mark.parametrize("action", CHANGES)
def test_a_stranger_changes_nothing(
    action: str, document: Document, charlie: User, browser: Browser
) -> None:
    if action in ("restore", "delete"):
        documents.trash(document)
    for client in (browser(charlie), browser()):
        assert client.post(url(document, action), {"title": "Mine"}).status_code == 404
    document.refresh_from_db()
    assert document.title == "Minutes"


@pytest.mark.parametrize(
    ("role", "allowed"), [(Role.VIEW, set()), (Role.EDIT, {"title"})], ids=["view", "edit"]
)
@pytest.mark.parametrize("action", CHANGES)
def test_a_guest_changes_only_what_the_link_allows(
    action: str, role: Role, allowed: set[str], document: Document, bob: User, browser: Browser
) -> None:
    client = browser(bob)
    client.get(link_path(document, role))
    answer = client.post(url(document, action), {"title": "Autumn"})
    assert answer.status_code == (204 if action in allowed else 404)


@pytest.mark.parametrize("action", CHANGES)
def test_changes_are_asked_for_by_post(
    action: str, document: Document, alice: User, browser: Browser
) -> None:
    assert browser(alice).get(url(document, action)).status_code == 405


@pytest.mark.parametrize("action", CHANGES)
def test_another_site_changes_nothing(
    action: str, document: Document, alice: User, built_pages: None
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    answer = client.post(url(document, action), {"title": "Theirs"})
    assert answer.status_code == 403
    assert "out of date" in answer.content.decode()


def test_absent_and_forbidden_look_alike(
    document: Document, charlie: User, browser: Browser
) -> None:
    client = browser(charlie)
    forbidden = client.get(f"/d/{document.pk}/")
    absent = client.get(f"/d/{uuid.uuid4()}/")
    assert forbidden.status_code == absent.status_code == 404
    assert forbidden.headers.keys() == absent.headers.keys()
    assert _without_token(forbidden.content) == _without_token(absent.content)


def _without_token(page: bytes) -> list[str]:
    return [line for line in page.decode().splitlines() if "csrf" not in line]
