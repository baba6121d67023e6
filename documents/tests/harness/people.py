"""People who use Collab over HTTP, cookies and all, as their browsers would."""

import itertools
import json
import re
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError

from collab.embedded.web import Web
from documents.tests.harness.cluster import Cluster

PASSWORD = "correct horse battery staple"
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Response:
    """What a request was answered with, after redirections."""

    status: int
    url: str
    text: str

    def json(self) -> Any:
        """The body, read as JSON."""
        return json.loads(self.text)


@dataclass(slots=True)
class Person:
    """Somebody with a cookie jar; signed in after `sign_up`."""

    name: str
    web: Web
    email: str = ""
    cookies: CookieJar = field(default_factory=CookieJar)

    def __post_init__(self) -> None:
        self.email = f"{self.name.lower()}-{next(_numbers)}@example.org"

    def get(self, path: str) -> Response:
        """GET a page of the person's web process."""
        return self._open(urllib.request.Request(self._url(path)))

    def post(self, path: str, **data: str) -> Response:
        """POST a form, with the CSRF token of the person's cookies."""
        token = self.cookie("csrftoken") or ""
        request = urllib.request.Request(
            self._url(path),
            urllib.parse.urlencode({**data, "csrfmiddlewaretoken": token}).encode(),
            {"Origin": self.web.url, "Referer": self.web.url, "X-CSRFToken": token},
        )
        return self._open(request)

    def sign_up(self, cluster: Cluster) -> "Person":
        """Make an account and be signed in."""
        cluster.forget_rate_limits()
        path = "/accounts/signup/"
        assert self.get(path).status == 200
        answer = self.post(path, email=self.email, name=self.name, password1=PASSWORD)
        assert self.cookie("sessionid"), answer
        return self

    def sign_in(self, email: str) -> "Person":
        """Be signed in to an account that exists."""
        self.get("/accounts/login/")
        answer = self.post("/accounts/login/", login=email, password=PASSWORD)
        assert self.cookie("sessionid"), answer
        return self

    def new_document(self, title: str = "") -> str:
        """Make a document; returns its id."""
        answer = self.post("/d/new")
        found = re.search(r"/d/([0-9a-f-]{36})/", answer.url)
        assert found, answer
        if title:
            assert self.post(f"/d/{found[1]}/title", title=title).status == 204
        return found[1]

    def share(self, document: str, role: str) -> None:
        """Switch the document's link to `role`: view, edit, or off."""
        assert self.post(f"/d/{document}/share", role=role).status == 200

    def link(self, document: str) -> str:
        """The path of the document's share link."""
        page = self.get(f"/d/{document}/share").text
        found = re.search(r"/s/[\w.:=-]+", page)
        assert found, page
        return found[0]

    def ticket(self, document: str) -> str:
        """A ticket for a client outside the browser."""
        answer = self.post(f"/api/documents/{document}/ticket")
        ticket: str = answer.json()["ticket"]
        return ticket

    def cookie(self, name: str) -> str | None:
        """The value of one of the person's cookies."""
        return next((cookie.value for cookie in self.cookies if cookie.name == name), None)

    def _url(self, path: str) -> str:
        return f"{self.web.url}{path}"

    def _open(self, request: urllib.request.Request) -> Response:
        jar = urllib.request.HTTPCookieProcessor(self.cookies)
        try:
            with urllib.request.build_opener(jar).open(request, timeout=20) as answer:
                return Response(answer.status, answer.url, answer.read().decode())
        except HTTPError as error:
            with error:
                return Response(error.code, error.url or "", error.read().decode())
