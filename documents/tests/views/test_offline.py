"""What browsers keep of Collab says nothing of anybody."""

import json
import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from documents.models import User
from documents.tests.views.test_security import assert_locked_down

Browser = Callable[..., Client]
PAGES = ["/offline/list", *(f"/offline/editor/{role}" for role in ("view", "edit", "own"))]


@pytest.mark.parametrize("page", PAGES)
def test_a_kept_page_is_the_same_for_everybody(page: str, alice: User, browser: Browser) -> None:
    hers = browser(alice).get(page)
    assert hers.status_code == 200
    assert hers.content == browser().get(page).content
    assert not hers.cookies
    assert alice.name not in hers.content.decode()
    assert_locked_down(hers)


def test_a_kept_editor_offers_what_its_role_may_do(browser: Browser) -> None:
    shares = {page: b'aria-label="Share"' in browser().get(page).content for page in PAGES[1:]}
    assert list(shares.values()) == [False, False, True]
    assert browser().get("/offline/editor/nobody").status_code == 404


def test_the_worker_is_asked_for_anew_and_knows_all_assets(browser: Browser) -> None:
    answer = browser().get("/sw.js")
    assert answer["Content-Type"] == "text/javascript"
    assert "no-cache" in answer["Cache-Control"]
    found = re.match(r"self\.release = (.*);\n", answer.content.decode())
    assert found
    assets = json.loads(found[1])["assets"]
    assert any(re.search(r"/editor-[^/]*\.js$", asset) for asset in assets)
    for asset in assets:
        assert (settings.STATIC_ROOT / asset.removeprefix("/static/")).exists(), asset


def test_the_manifest_names_icons_that_are_there(browser: Browser) -> None:
    answer = browser().get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    for icon in answer.json()["icons"]:
        assert (settings.STATIC_ROOT / icon["src"].removeprefix("/static/")).exists(), icon


def test_every_page_says_whose_it_is(alice: User, browser: Browser) -> None:
    def person(client: Client) -> str:
        found = re.search(
            r'<meta name="person" content="([^"]*)">', client.get("/").content.decode()
        )
        assert found
        return found[1]

    assert person(browser(alice)) == f"user-{alice.pk}"
    assert person(browser()) == ""
