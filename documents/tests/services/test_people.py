"""Whatever ends what a person has open is heard in every process."""

from collections.abc import Callable

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.models import update_last_login
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client

from documents import relay
from documents.models import Document, User
from documents.services import access, documents, people
from documents.tests.cast import actor

Listen = Callable[[Document, Callable[[], object]], list[str]]
Browser = Callable[..., Client]
EVERYWHERE = Document(pk=relay.EVERYWHERE)
PASSWORD = "correct horse battery staple"


def change_password(person: User) -> None:
    person.set_password(PASSWORD)
    person.save()


ENDS: dict[str, Callable[[User], object]] = {
    "locking out": lambda person: people.set_active(person, active=False),
    "signing out everywhere": people.sign_out_everywhere,
    "a new password": change_password,
    "deleting the account": lambda person: person.delete(),
}


@pytest.mark.parametrize("end", ENDS)
def test_what_ends_an_access_is_heard_and_ends_it(
    end: str, alice: User, document: Document, rooms_hear: Listen
) -> None:
    before = actor(alice)
    assert access.grant(before, document.pk) is not None
    heard = rooms_hear(EVERYWHERE, lambda: ENDS[end](alice))
    assert set(heard) == {relay.CHANGED}
    assert access.grant(before, document.pk) is None


def test_a_new_password_from_the_command_line_counts(
    alice: User, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getpass", lambda prompt: PASSWORD)
    before = actor(alice)
    call_command("changepassword", alice.email)
    assert access.grant(before, document.pk) is None


class OlderHasher(Argon2PasswordHasher):
    """What Django took for enough some time ago."""

    time_cost = 1


def test_a_new_hash_of_the_old_password_ends_nothing(alice: User, document: Document) -> None:
    old = OlderHasher().encode(PASSWORD, "some salt")
    User.objects.filter(pk=alice.pk).update(password=old)
    alice.refresh_from_db()
    before = actor(alice)
    assert alice.check_password(PASSWORD)
    alice.refresh_from_db()
    assert alice.password != old
    assert access.grant(before, document.pk) is not None


def test_noting_when_somebody_signed_in_disturbs_nobody(alice: User, rooms_hear: Listen) -> None:
    assert rooms_hear(EVERYWHERE, lambda: update_last_login(User, alice)) == []


def test_signing_out_in_one_browser_is_heard(
    alice: User, rooms_hear: Listen, browser: Browser
) -> None:
    one, other = browser(alice), browser(alice)
    heard = rooms_hear(EVERYWHERE, lambda: one.post("/accounts/logout/"))
    assert heard == [relay.CHANGED]
    assert Session.objects.filter(pk=other.session.session_key).exists()


def test_signing_out_everywhere_reaches_every_browser(alice: User, browser: Browser) -> None:
    one, other = browser(alice), browser(alice)
    document = documents.create(alice)
    assert one.post("/sign-out-everywhere")["Location"] == "/"
    for client in (one, other):
        assert client.get(f"/d/{document.pk}/").status_code == 404


def test_a_new_password_leaves_only_the_browser_it_was_given_in_signed_in(
    alice: User, browser: Browser
) -> None:
    change_password(alice)
    one, other = browser(alice), browser(alice)
    document = documents.create(alice)
    new = "another battery staple"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    one.post("/accounts/password/change/", form)
    assert one.get(f"/d/{document.pk}/").status_code == 200
    assert other.get(f"/d/{document.pk}/").status_code == 404
