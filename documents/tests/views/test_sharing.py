import re
from collections.abc import Callable

import pytest
from django.test import Client

from documents.core.roles import Role
from documents.models import Document, ShareLink, User
from documents.services import documents, links
from documents.tests.cast import link_path

Browser = Callable[..., Client]


def switch(client: Client, document: Document, role: str) -> str:
    answer = client.post(f"/d/{document.pk}/share", {"role": role}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return answer.content.decode()


def address(fragment: str) -> str | None:
    found = re.search(r'value="(http://testserver/s/[^"]+)"', fragment)
    return found[1] if found else None


def test_the_owner_switches_the_link_on_changes_and_ends_it(
    document: Document, alice: User, browser: Browser
) -> None:
    owner, visitor = browser(alice), browser()
    assert address(owner.get(f"/d/{document.pk}/share").content.decode()) is None

    viewing = address(switch(owner, document, "view"))
    assert viewing is not None
    assert visitor.get(viewing)["Location"] == f"/d/{document.pk}/"
    assert visitor.get(f"/d/{document.pk}/").status_code == 200

    assert address(switch(owner, document, "edit")) == viewing
    assert visitor.get(f"/d/{document.pk}/")["Location"] == f"/d/{document.pk}/name"

    assert address(switch(owner, document, "off")) is None
    assert visitor.get(f"/d/{document.pk}/").status_code == 404
    assert visitor.get(viewing).status_code == 404

    assert address(switch(owner, document, "view")) != viewing


def test_sharing_works_without_javascript(
    document: Document, alice: User, browser: Browser
) -> None:
    answer = browser(alice).post(f"/d/{document.pk}/share", {"role": "view"}, follow=True)
    page = answer.content.decode()
    assert "<html" in page
    assert address(page)


@pytest.mark.parametrize("role", ["own", "", "OFF", "x" * 100])
def test_a_link_grants_only_what_links_can_grant(
    role: str, document: Document, alice: User, browser: Browser
) -> None:
    answer = browser(alice).post(f"/d/{document.pk}/share", {"role": role})
    assert answer.status_code == 422
    assert not ShareLink.objects.exists()


@pytest.mark.parametrize("role", [Role.VIEW, Role.EDIT])
def test_guests_do_not_share(role: Role, document: Document, bob: User, browser: Browser) -> None:
    client = browser(bob)
    client.get(link_path(document, role))
    assert client.get(f"/d/{document.pk}/share").status_code == 404
    assert client.post(f"/d/{document.pk}/share", {"role": "edit"}).status_code == 404
    link = links.link_of(document)
    assert link is not None
    assert link.role == role.value


def test_every_link_that_does_not_work_leads_to_the_same_page(
    document: Document, alice: User, browser: Browser
) -> None:
    off = link_path(document, Role.VIEW)
    links.switch(document, None)
    other = documents.create(alice)
    trashed = link_path(other, Role.VIEW)
    documents.trash(other)
    pages = {
        re.sub(r'csrf-token"\s+content="[^"]*"|next=[^"]*', "", page.content.decode())
        for page in map(browser().get, (off, trashed, "/s/unknown", "/nowhere"))
    }
    assert len(pages) == 1


def test_signing_in_keeps_the_links_that_were_opened(
    document: Document, bob: User, browser: Browser
) -> None:
    client = browser()
    client.get(link_path(document, Role.VIEW))
    client.force_login(bob)
    assert client.get(f"/d/{document.pk}/").status_code == 200
