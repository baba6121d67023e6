"""The list of documents and the trash.

A list shows one row at a time in another shape: as a form (`?rename=<id>`), as a question
(`?delete=<id>`), with the keyboard's focus (`?focus=<id>`), or with a notice above that offers to
take a step back (`?trashed=<id>`). So every action is an address, and works without JavaScript.
"""

import uuid

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from documents.models import Document
from documents.services import access, editing
from documents.views.requests import Request, SignedInRequest, actor, show

PAGE_SIZE = 50


@require_safe
@never_cache
def home(request: Request) -> HttpResponse:
    """A signed-in person's documents; for everybody else, what Collab is."""
    if not request.user.is_authenticated:
        return render(request, "home.html")
    person = actor(request)
    chosen = _chosen(request, "trashed")
    trashed = access.trash_of(person).filter(pk=chosen).first() if chosen else None
    return _list(request, "documents/list.html", access.reachable(person), trashed=trashed)


@require_safe
@never_cache
@login_required
def editors(request: SignedInRequest) -> HttpResponse:
    """Who is editing the documents on a page of the list, for a page that shows them already."""
    page = _page(request, access.reachable(actor(request)))
    context = {"page": page, "editing": _editing(request, page)}
    return render(request, "documents/_editing_all.html", context)


@require_safe
@never_cache
@login_required
def trash(request: SignedInRequest) -> HttpResponse:
    """What a person moved to the trash, to take back or delete for good."""
    return _list(request, "documents/trash.html", access.trash_of(actor(request)))


def _list(
    request: Request, template: str, documents: QuerySet[Document], **context: object
) -> HttpResponse:
    page = _page(request, documents)
    entries = access.entries(actor(request), page.object_list)
    chosen = {name: _chosen(request, name) for name in ("rename", "delete", "focus")}
    shown = {"page": page, "entries": entries, "editing": _editing(request, page)}
    return show(request, template, {**shown, **chosen, **context})


def _page(request: Request, documents: QuerySet[Document]) -> Page[Document]:
    return Paginator(documents, PAGE_SIZE).get_page(request.GET.get("page"))


def _editing(request: Request, page: Page[Document]) -> dict[uuid.UUID, list[str]]:
    return editing.names((document.pk for document in page), actor(request).identity)


def _chosen(request: Request, name: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.GET.get(name, ""))
    except ValueError:
        return None
