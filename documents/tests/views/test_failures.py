import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.views import csrf, defaults


def fail(kind: str, request: RequestFactory) -> HttpResponse:
    if kind == "server":
        return defaults.server_error(request.get("/"))
    if kind == "request":
        return defaults.bad_request(request.get("/"), ValueError())
    return csrf.csrf_failure(request.post("/"))


@pytest.mark.parametrize(
    ("kind", "status", "said"),
    [
        ("server", 500, "Something went wrong on our side"),
        ("request", 400, "That request made no sense"),
        ("token", 403, "This page is out of date"),
    ],
)
def test_a_failure_is_explained_without_help_from_the_rest(
    kind: str, status: int, said: str, rf: RequestFactory
) -> None:
    answer = fail(kind, rf)
    assert answer.status_code == status
    page = answer.content.decode()
    assert said in page
    assert "<script" not in page
