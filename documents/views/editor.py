"""The editor's page."""

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from documents.core.roles import Ability, can
from documents.services import access, attachments, reading
from documents.services.access import Actor, Entry
from documents.views.requests import Request, actor


@require_safe
@never_cache
def page(request: Request, document_id: uuid.UUID) -> HttpResponse:
    """A document, open for writing or reading; a visitor who may write first says their name."""
    person = actor(request)
    entry = access.entry_for(person, document_id, Ability.VIEW)
    if person.user_id is None and not person.name and can(entry.role, Ability.EDIT):
        return redirect("name", document_id)
    context = {
        "entry": entry,
        "document": entry.document,
        "text": reading.text_of(entry.document),
        "config": config(person, entry),
    }
    return render(request, "documents/editor.html", context)


def config(person: Actor, entry: Entry) -> dict[str, Any]:
    """What the editor's script needs to know; nothing in it grants anything."""
    document = entry.document
    return {
        "documentId": str(document.pk),
        "title": document.title,
        "role": entry.role.value,
        # The server reads the document from the frames; a proxy can route by it.
        "socketPath": f"/ws/hocuspocus?document={document.pk}",
        "user": {"id": person.identity, "name": person.shown_name, "color": person.color},
        "cacheKey": f"collab:{person.identity}:{document.pk}",
        "fileLimit": {
            "bytes": settings.COLLAB_MAX_FILE_BYTES,
            "words": attachments.size_in_words(settings.COLLAB_MAX_FILE_BYTES),
        },
        "urls": {
            "title": reverse("title", args=[document.pk]),
            "share": reverse("share", args=[document.pk]),
            "list": reverse("home"),
            "mentions": reverse("mentions", args=[document.pk]),
            "name": reverse("name", args=[document.pk]),
        },
    }
