import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from documents.core.presence import Identity
from documents.core.roles import Role
from documents.models import Document, User
from documents.services import documents, editing
from documents.tests.cast import link_path
from documents.views import lists

Browser = Callable[..., Client]


def page(client: Client, url: str, **headers: str) -> str:
    answer = client.get(url, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_visitor_sees_what_collab_is(browser: Browser, db: None) -> None:
    assert "Start writing" in page(browser(), "/")


def test_an_empty_list_says_how_to_begin(alice: User, browser: Browser) -> None:
    assert "A blank page is one click away" in page(browser(alice), "/")


def test_the_list_shows_title_owner_and_when_it_was_edited(
    document: Document, alice: User, browser: Browser
) -> None:
    shown = page(browser(alice), "/")
    assert "Minutes" in shown
    assert "You" in shown
    assert "just now" in shown
    assert f'href="/d/{document.pk}/"' in shown


def test_the_list_shows_nothing_of_other_people(
    document: Document, charlie: User, browser: Browser
) -> None:
    assert "Minutes" not in page(browser(charlie), "/")


def test_a_document_opened_by_link_is_listed_with_its_owner(
    document: Document, bob: User, browser: Browser
) -> None:
    client = browser(bob)
    client.get(link_path(document, Role.VIEW))
    shown = page(client, "/")
    assert "Minutes" in shown
    assert "Alice" in shown
    assert "Move to trash" not in shown
    assert "Rename" not in shown


def test_the_last_edited_document_comes_first(alice: User, browser: Browser) -> None:
    for title in ("First", "Second", "Third"):
        documents.create(alice, title)
    # They were all made within this test's transaction, where time stands still.
    for document in Document.objects.filter(title="Second"):
        document.edited_at = document.edited_at.replace(year=document.edited_at.year + 1)
        document.save()
    shown = page(browser(alice), "/")
    assert shown.index("Second") < min(shown.index("First"), shown.index("Third"))


def test_htmx_gets_the_list_alone(document: Document, alice: User, browser: Browser) -> None:
    fragment = page(browser(alice), "/", **{"HX-Request": "true"})
    assert "Minutes" in fragment
    assert "<html" not in fragment


def test_a_long_list_has_pages(
    alice: User, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "PAGE_SIZE", 2)
    for number in range(3):
        documents.create(alice, f"Number {number}")
    first, second = page(browser(alice), "/"), page(browser(alice), "/?page=2")
    assert (first + second).count("Number") >= 3
    assert 'href="?page=2"' in first
    assert 'href="?page=1"' in second


@pytest.mark.parametrize("query", ["rename=x", "trashed=\x00", "focus=1", "page=-3", "delete="])
def test_a_strange_address_shows_the_plain_list(
    query: str, document: Document, alice: User, browser: Browser
) -> None:
    assert "Minutes" in page(browser(alice), f"/?{query}")


def test_a_row_becomes_a_form_to_rename_it(
    document: Document, alice: User, browser: Browser
) -> None:
    assert 'name="title"' in page(browser(alice), f"/?rename={document.pk}")
    assert 'name="title"' not in page(browser(alice), f"/?rename={uuid.uuid4()}")


def test_a_guest_is_offered_only_what_they_may_do(
    document: Document, bob: User, browser: Browser
) -> None:
    client = browser(bob)
    client.get(link_path(document, Role.EDIT))
    shown = page(client, "/")
    assert "Rename" in shown
    assert "Move to trash" not in shown
    assert "/share" not in shown


def test_the_trash_asks_for_signing_in(browser: Browser, db: None) -> None:
    answer = browser().get("/trash")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


def test_a_row_tells_who_is_editing(document: Document, alice: User, browser: Browser) -> None:
    bob, own = (
        Identity("user-0", "Bob", "#2468c4"),
        Identity(f"user-{alice.pk}", "Alice", "#b4442e"),
    )
    client = browser(alice)
    assert "editing<" not in page(client, "/")
    editing.record(document.pk, [bob, own])
    for url in ("/", "/editors"):
        shown = page(client, url)
        assert "2 editing" in shown
        assert 'title="You and Bob"' in shown


def test_nobody_is_told_who_edits_what_they_may_not_open(
    document: Document, charlie: User, browser: Browser
) -> None:
    editing.record(document.pk, [Identity("user-0", "Bob", "#2468c4")])
    assert "Bob" not in page(browser(charlie), "/editors")
    assert browser().get("/editors").status_code == 302
