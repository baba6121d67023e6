"""What people do to a document as a whole."""

import uuid
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from documents.core.roles import Ability
from documents.forms import TitleForm
from documents.services import access, documents
from documents.views.requests import Request, SignedInRequest, actor, next_page


@require_POST
@login_required
def new(request: SignedInRequest) -> HttpResponse:
    """Makes a document and opens it."""
    return redirect("document", documents.create(request.user).pk)


@require_POST
def title(request: Request, document_id: uuid.UUID) -> HttpResponse:
    """Renames a document: from the list, which says where to go on, and from the editor.

    The editor says what it `was` for whoever wrote the new title; when it is called something else
    by now, nothing is changed and the answer is 409 with `{title}`.
    """
    document = access.document_for(actor(request), document_id, Ability.RENAME)
    form = TitleForm(request.POST)
    if not form.is_valid():
        return HttpResponse(form.errors["title"], status=422)
    was = form.cleaned_data["was"] if "was" in form.data else None
    if not documents.rename(document, form.cleaned_data["title"], was):
        return JsonResponse({"title": document.title}, status=409)
    page = next_page(request, default="")
    return redirect(page) if page else HttpResponse(status=204)


@require_POST
def trash(request: Request, document_id: uuid.UUID) -> HttpResponse:
    """Moves a document to the trash; the list then offers to take it back."""
    documents.trash(access.document_for(actor(request), document_id, Ability.TRASH))
    return redirect(f"{reverse('home')}?{urlencode({'trashed': document_id})}")


@require_POST
def restore(request: Request, document_id: uuid.UUID) -> HttpResponse:
    """Takes a document out of the trash."""
    documents.restore(access.document_for(actor(request), document_id, Ability.RESTORE))
    return redirect(next_page(request, default=reverse("trash")))


@require_POST
def delete(request: Request, document_id: uuid.UUID) -> HttpResponse:
    """Deletes a document in the trash for good."""
    documents.delete(access.document_for(actor(request), document_id, Ability.DELETE))
    return redirect("trash")
