"""Share links: the owner's dialog, and what a visitor meets who opens one."""

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from documents.core.roles import Ability
from documents.forms import NameForm, ShareForm
from documents.services import access, links
from documents.views.requests import Request, actor, show


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def share(request: Request, document_id: uuid.UUID) -> HttpResponse:
    """The document's link: off, for reading or for writing."""
    document = access.document_for(actor(request), document_id, Ability.SHARE)
    link = links.link_of(document)
    if request.method == "POST":
        form = ShareForm(request.POST)
        if not form.is_valid():
            return HttpResponse(form.errors["role"], status=422)
        link = links.switch(document, form.cleaned_data["role"])
        if not request.htmx:
            return redirect("share", document_id)
    url = link and request.build_absolute_uri(reverse("link", args=[links.token(link)]))
    context = {"document": document, "role": link.role if link else "off", "url": url}
    return show(request, "documents/share.html", context)


@require_safe
def link(request: Request, token: str) -> HttpResponse:
    """Opens a share link: the session keeps it, the address bar does not."""
    found = links.find(token)
    if found is None:
        raise access.NotFound
    access.open_link(request.session, found.pk)
    return redirect("document", found.document_id)


@require_http_methods(["GET", "HEAD", "POST"])
def name(request: Request, document_id: uuid.UUID) -> HttpResponse:
    """Asks a visitor who may write for the name that others will see."""
    person = actor(request)
    document = access.document_for(person, document_id, Ability.EDIT)
    if person.user_id is not None:
        return redirect("document", document_id)
    form = NameForm(request.POST or None, initial={"name": person.name})
    if form.is_valid():
        access.name_visitor(request.session, form.cleaned_data["name"])
        return redirect("document", document_id)
    status = 422 if form.is_bound else 200
    return render(
        request, "documents/name.html", {"document": document, "form": form}, status=status
    )
