"""What every page promises to a browser, and how often a password may be tried."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from documents.core.roles import Role
from documents.models import Document, User
from documents.tests.cast import link_path

Browser = Callable[..., Client]
PASSWORD = "correct horse battery staple"
ATTEMPTS = 5


@pytest.fixture
def root(db: None) -> User:
    return User.objects.create_superuser("root@example.org", name="Root")


def assert_locked_down(answer: Any) -> None:
    """Fail unless the page may run and load nothing but ours, and shows itself to nobody else."""
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    page = answer.content.decode()
    scripts = re.findall(r"<script\b([^>]*)>", page)
    assert all("src=" in s or 'type="application/json"' in s for s in scripts), scripts
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", page)
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", page)


@pytest.mark.parametrize(
    "page",
    [
        "/",
        "/nowhere",
        "/s/forged",
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/admin/login/",
        "/healthz",
    ],
)
def test_pages_for_anybody_are_locked_down(page: str, browser: Browser) -> None:
    assert_locked_down(browser().get(page))


@pytest.mark.parametrize(
    "page",
    [
        "/",
        "/trash",
        "/d/{document}/",
        "/d/{document}/share",
        "/accounts/logout/",
        "/accounts/password/change/",
        "/accounts/email/",
    ],
)
def test_pages_of_a_person_are_locked_down(
    page: str, alice: User, document: Document, browser: Browser
) -> None:
    alice.set_password(PASSWORD)
    alice.save()
    answer = browser(alice).get(page.format(document=document.pk))
    assert answer.status_code == 200
    assert_locked_down(answer)


def test_pages_of_a_visitor_are_locked_down(document: Document, browser: Browser) -> None:
    visitor = browser()
    visitor.get(link_path(document, Role.EDIT))
    assert_locked_down(visitor.get(f"/d/{document.pk}/name"))
    visitor.post(f"/d/{document.pk}/name", {"name": "Zoë"})
    answer = visitor.get(f"/d/{document.pk}/")
    assert answer.status_code == 200
    assert_locked_down(answer)


@pytest.mark.parametrize(
    "page", ["/admin/", "/admin/documents/user/", "/admin/documents/document/"]
)
def test_the_admin_is_locked_down(page: str, root: User, browser: Browser) -> None:
    answer = browser(root).get(page)
    assert answer.status_code == 200
    assert_locked_down(answer)


def test_an_address_with_a_secret_in_it_is_left_at_once(
    document: Document, browser: Browser
) -> None:
    answer = browser().get(link_path(document, Role.VIEW))
    assert (answer.status_code, answer["Location"]) == (302, f"/d/{document.pk}/")
    assert answer["Referrer-Policy"] == "same-origin"


def test_a_password_can_be_guessed_only_a_few_times(alice: User, browser: Browser) -> None:
    cache.clear()
    alice.set_password(PASSWORD)
    alice.save()

    def try_to_sign_in(password: str) -> Any:
        form = {"login": alice.email, "password": password}
        return browser().post("/accounts/login/", form)

    for attempt in range(ATTEMPTS):
        assert "not correct" in try_to_sign_in(f"wrong {attempt}").content.decode()
    refused = try_to_sign_in(PASSWORD)
    assert refused.status_code != 302
    assert "Too many failed login attempts" in refused.content.decode()
    cache.clear()
    assert try_to_sign_in(PASSWORD)["Location"] == "/"
