from collections.abc import Callable

import pytest
from django.test import Client

from documents import relay
from documents.models import Document, UpdateRow, User
from documents.services import access
from documents.tests.cast import actor

Browser = Callable[..., Client]


@pytest.fixture
def admin(db: None) -> User:
    return User.objects.create_superuser("root@example.org", name="Root")


def test_the_admin_locks_people_out(
    admin: User,
    document: Document,
    alice: User,
    browser: Browser,
    rooms_hear: Callable[[Document, Callable[[], object]], list[str]],
) -> None:
    before = actor(alice)
    data = {"email": alice.email, "name": alice.name}
    page, client = f"/admin/documents/user/{alice.pk}/change/", browser(admin)
    heard = rooms_hear(Document(pk=relay.EVERYWHERE), lambda: client.post(page, data))
    alice.refresh_from_db()
    assert not alice.is_active
    assert heard == [relay.CHANGED]
    assert access.grant(before, document.pk) is None


def test_the_admin_is_alarmed_by_quarantined_updates(
    admin: User, document: Document, browser: Browser
) -> None:
    client = browser(admin)
    assert 'alt="False"' not in client.get("/admin/documents/document/").content.decode()
    UpdateRow.objects.update(quarantined=True)
    assert 'alt="False"' in client.get("/admin/documents/document/").content.decode()
    page = client.get(f"/admin/documents/document/{document.pk}/change/")
    assert page.status_code == 200


def test_the_admin_is_for_staff(alice: User, browser: Browser) -> None:
    assert browser(alice).get("/admin/").status_code == 302
