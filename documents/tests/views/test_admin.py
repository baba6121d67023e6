from collections.abc import Callable

import pytest
from django.test import Client

from documents.models import Document, UpdateRow, User

Browser = Callable[..., Client]


@pytest.fixture
def admin(db: None) -> User:
    return User.objects.create_superuser("root@example.org", name="Root")


def test_the_admin_locks_people_out(
    admin: User, document: Document, alice: User, browser: Browser
) -> None:
    data = {"email": alice.email, "name": alice.name}
    answer = browser(admin).post(f"/admin/documents/user/{alice.pk}/change/", data)
    assert answer.status_code == 302
    alice.refresh_from_db()
    document.refresh_from_db()
    assert not alice.is_active
    assert document.access_version == 2


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
