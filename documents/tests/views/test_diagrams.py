"""The page in which diagrams are drawn can do nothing but draw."""

import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256

from django.test import Client

from documents.models import User

Browser = Callable[..., Client]


def test_the_frame_has_no_origin_no_network_and_nobody_s_words(
    alice: User, browser: Browser
) -> None:
    answer = browser(alice).get("/diagrams/frame")
    assert answer.status_code == 200
    assert not answer.cookies
    assert answer.content == browser().get("/diagrams/frame").content
    page = answer.content.decode()
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = b64encode(sha256(script.encode()).digest()).decode()
    policy = dict(
        directive.partition(" ")[::2] for directive in answer["Content-Security-Policy"].split("; ")
    )
    assert policy == {
        "default-src": "'none'",
        "script-src": f"'sha256-{digest}' blob:",
        "style-src": "'unsafe-inline'",
        "form-action": "'none'",
        "base-uri": "'none'",
        "frame-ancestors": "'self'",
        "sandbox": "allow-scripts",
    }
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    # Without a server, whoever has drawn before can draw.
    assert answer["Cache-Control"] == "public, max-age=604800"
    assert "Cookie" not in answer.get("Vary", "")
