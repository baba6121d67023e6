"""What lets Collab open without its server: the service worker, its pages, and the manifest.

The pages hold nobody's words, so that a browser can keep them for whoever uses it: documents are
read from IndexedDB. `frontend/src/offline` is the other half.
"""

import functools
import hashlib
import json
import uuid

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from documents.core.roles import Role
from documents.models import Document
from documents.services.access import Actor, Entry
from documents.views.editor import config
from documents.views.requests import Request

NO_DOCUMENT = uuid.UUID(int=0)
"""Stands in the kept pages where a document's id belongs."""


@require_safe
@never_cache
def worker(request: Request) -> HttpResponse:
    """The service worker, which learns from us what to keep.

    Browsers compare it byte by byte, so that it differs whenever anything that it keeps does.
    """
    return HttpResponse(_worker(), content_type="text/javascript")


@require_safe
@never_cache
def editor(request: Request, role: str) -> HttpResponse:
    """The editor's page for any document, as it is for somebody with this role."""
    return render(request, "documents/editor.html", _editor_context(role))


@require_safe
@never_cache
def documents(request: Request) -> HttpResponse:
    """The page that says what this device has."""
    return render(request, "documents/offline.html", _LIST_CONTEXT)


@require_safe
def manifest(request: Request) -> HttpResponse:
    """What an operating system needs to know to install Collab."""
    return JsonResponse(
        {
            "id": "/",
            "name": "Collab",
            "short_name": "Collab",
            "description": "Write together, live, on your own server.",
            "start_url": reverse("home"),
            "scope": "/",
            "display": "standalone",
            "theme_color": "#faf9f7",
            "background_color": "#faf9f7",
            "icons": [
                _icon("icon-192.png", 192),
                _icon("icon-512.png", 512),
                _icon("icon-maskable-512.png", 512, "maskable"),
            ],
        },
        content_type="application/manifest+json",
    )


def _icon(name: str, size: int, purpose: str = "any") -> dict[str, str]:
    return {
        "src": static(f"icons/{name}"),
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": purpose,
    }


# `identity` is absent: these pages are nobody's, and say nothing of whose the browser is.
_LIST_CONTEXT = {"kept": True, "identity": None}


def _editor_context(role: str) -> dict[str, object]:
    try:
        entry = Entry(Document(pk=NO_DOCUMENT, title=""), Role(role))
    except ValueError:
        raise Http404 from None
    return {
        **_LIST_CONTEXT,
        "entry": entry,
        "document": entry.document,
        "text": None,
        "config": config(Actor(), entry),
    }


@functools.cache
def _worker() -> str:
    built = json.loads(_built("manifest.json"))
    files = {
        file
        for chunk in built.values()
        for file in (chunk["file"], *chunk.get("css", ()), *chunk.get("assets", ()))
    }
    pages = [render_to_string("documents/offline.html", _LIST_CONTEXT)]
    editors = (_editor_context(role.value) for role in Role)
    pages += [render_to_string("documents/editor.html", context) for context in editors]
    release = {
        "assets": sorted(map(static, files)),
        "pages": hashlib.sha256("".join(pages).encode()).hexdigest(),
    }
    return f"self.release = {json.dumps(release)};\n{_built('sw.js')}"


def _built(name: str) -> str:
    with staticfiles_storage.open(name) as file:
        return str(file.read(), "utf-8")
