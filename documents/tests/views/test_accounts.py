import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from documents.models import User

Browser = Callable[..., Client]

PASSWORD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def fresh_rate_limits(db: None) -> None:
    cache.clear()


def sign_up(client: Client, **changes: str) -> User | None:
    data = {"name": "Alice", "email": "Alice@Example.org", "password1": PASSWORD, **changes}
    client.post("/accounts/signup/", data)
    return User.objects.filter(email=data["email"].lower()).first()


def test_signing_up_asks_for_name_address_and_password(browser: Browser) -> None:
    client = browser()
    person = sign_up(client)
    assert person is not None
    assert person.name == "Alice"
    assert "A blank page" in client.get("/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "\u202e"},
        {"name": "x" * 61},
        {"email": "nowhere"},
        {"password1": "1"},
    ],
)
def test_signing_up_refuses_what_cannot_be(wrong: dict[str, str], browser: Browser) -> None:
    assert sign_up(browser(), **wrong) is None


def test_signing_in_and_out(browser: Browser) -> None:
    sign_up(browser())
    client = browser()
    answer = client.post("/accounts/login/", {"login": "alice@example.ORG", "password": PASSWORD})
    assert answer["Location"] == "/"
    assert "Documents" in client.get("/").content.decode()
    client.post("/accounts/logout/")
    assert "Start writing" in client.get("/").content.decode()


@pytest.mark.parametrize("elsewhere", ["//evil.example", "https://evil.example", "\\\\evil"])
def test_signing_in_stays_on_this_site(elsewhere: str, browser: Browser) -> None:
    sign_up(browser())
    data = {"login": "alice@example.org", "password": PASSWORD, "next": elsewhere}
    assert browser().post("/accounts/login/", data)["Location"] == "/"


def test_a_forgotten_password_is_replaced_by_mail(browser: Browser) -> None:
    sign_up(browser())
    mail.outbox.clear()
    client = browser()
    client.post("/accounts/password/reset/", {"email": "alice@example.org"})
    found = re.search(r"http://\S+", str(mail.outbox[0].body))
    assert found
    form = client.get(found[0], follow=True)
    assert "Choose a new password" in form.content.decode()
    new = "another battery staple"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    data = {"login": "alice@example.org", "password": new}
    assert browser().post("/accounts/login/", data)["Location"] == "/"


def test_nobody_learns_who_has_an_account(browser: Browser) -> None:
    sign_up(browser())
    answers = [
        browser().post("/accounts/password/reset/", {"email": email})["Location"]
        for email in ("alice@example.org", "nobody@example.org")
    ]
    assert len(set(answers)) == 1


@pytest.mark.parametrize(
    "page",
    [
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/done/",
        "/accounts/password/reset/key/1-nonsense/",
        "/accounts/confirm-email/nonsense/",
        "/accounts/inactive/",
        "/nowhere",
    ],
)
def test_every_page_before_signing_in_is_ours(page: str, browser: Browser) -> None:
    shown = browser().get(page).content.decode()
    assert 'class="card"' in shown


@pytest.mark.parametrize(
    "page", ["/accounts/logout/", "/accounts/password/change/", "/accounts/email/"]
)
def test_every_account_page_is_ours(page: str, browser: Browser) -> None:
    client = browser()
    sign_up(client)
    shown = client.get(page).content.decode()
    assert 'class="card"' in shown


def test_only_a_new_password_is_told_the_rules(browser: Browser) -> None:
    rule = "At least 8 characters"
    assert rule in browser().get("/accounts/signup/").content.decode()
    assert rule not in browser().get("/accounts/login/").content.decode()


def test_pages_run_no_code_and_load_nothing_from_elsewhere(browser: Browser) -> None:
    answer = browser().get("/")
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    page = answer.content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page)
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", page)
