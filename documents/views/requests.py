"""What the views' requests are known to carry, and small things every view needs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

from documents.models import User
from documents.services.access import Actor, actor_of


class Request(HttpRequest):
    """A request that passed our middleware."""

    htmx: HtmxDetails


class SignedInRequest(Request):
    """A request behind `login_required`."""

    user: User


def actor(request: HttpRequest) -> Actor:
    """Who asks."""
    return actor_of(request.user, request.session)


def identity(request: HttpRequest) -> dict[str, Any]:
    """For every page: a name for its person that grants nothing, empty for nobody."""

    def found() -> str:
        person = actor(request)
        return "" if person.user_id is None and person.visitor is None else person.identity

    return {"identity": found}


def show(request: Request, page: str, context: dict[str, Any]) -> HttpResponse:
    """Renders a page, or for htmx only the fragment in it: `list.html` includes `_list.html`."""
    directory, _, name = page.rpartition("/")
    response = render(request, f"{directory}/_{name}" if request.htmx else page, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def next_page(request: HttpRequest, default: str) -> str:
    """Where the request asks to go on; only ever a page of this site."""
    target = request.POST.get("next", "")
    return target if url_has_allowed_host_and_scheme(target, allowed_hosts=None) else default
