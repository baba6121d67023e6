"""Settings as on a server behind a proxy that ends TLS."""

import json
import os
import subprocess
import sys

from collab.embedded.paths import ROOT

ENVIRONMENT = {
    **os.environ,
    "ORIGINS": "https://docs.example.org",
    "SECRET_KEY": "a secret of a length and variety that nobody can guess: 0123456789",
    "DATABASE_URL": "postgres://collab@nowhere/collab",
}
SHOW = """
import json, django
from django.conf import settings
django.setup()
from django.test import Client
proxied = {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_HOST": "docs.example.org"}
page = Client().get("/accounts/login/", **proxied)
plain = Client().get("/accounts/login/", HTTP_HOST="docs.example.org")
print(json.dumps({
    "headers": dict(page.headers),
    "cookies": {name: bool(c["secure"]) for name, c in page.cookies.items()},
    "session": settings.SESSION_COOKIE_SECURE and settings.SESSION_COOKIE_HTTPONLY,
    "plain": [plain.status_code, plain["Location"]],
    "health": Client().get("/healthz", HTTP_HOST="localhost").status_code,
}))
"""


def run(*arguments: str) -> str:
    """Run Python with a server's settings; returns its output."""
    return _run(*arguments).stdout


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**ENVIRONMENT, "DJANGO_SETTINGS_MODULE": "collab.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done


def test_django_finds_nothing_to_improve_in_a_deployment() -> None:
    run("manage.py", "check", "--deploy", "--fail-level", "WARNING")


def test_behind_tls_nothing_goes_over_plain_http(built_pages: None) -> None:
    shown = json.loads(run("-c", SHOW))
    assert shown["headers"]["Strict-Transport-Security"] == f"max-age={365 * 24 * 3600}"
    assert shown["cookies"] == {"csrftoken": True}
    assert shown["session"]
    assert shown["plain"] == [301, "https://docs.example.org/accounts/login/"]
    assert shown["health"] == 200


MISS = """
import django
django.setup()
from django.test import Client
Client(HTTP_X_FORWARDED_PROTO="https", HTTP_HOST="docs.example.org").get("/s/the-secret-of-a-link")
import logging
logging.getLogger("documents").warning("%s failed", "/ws/y/1?ticket=the-secret&more=1")
"""


def test_secrets_in_addresses_are_not_logged(built_pages: None) -> None:
    logged = _run("-c", MISS).stderr
    assert "Not Found: /s/…" in logged
    assert "/ws/y/1?ticket=…&more=1 failed" in logged
    assert "the-secret" not in logged
