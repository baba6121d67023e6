"""People and documents to mention in a document."""

import uuid

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from documents.api.answers import absent_is_404
from documents.core.roles import Ability
from documents.services import access, mentions


@require_safe
@never_cache
@absent_is_404
def find(request: HttpRequest, document_id: uuid.UUID) -> JsonResponse:
    """Finds by `q`, a part of a name, for whoever may write: `{people, documents}`."""
    actor = access.actor_of(request.user, request.session)
    document = access.document_for(actor, document_id, Ability.EDIT)
    if not mentions.may_ask(actor):
        return JsonResponse({"error": "Ask again in a minute."}, status=429)
    found = mentions.find(actor, document, request.GET.get("q", "").replace("\0", ""))
    return JsonResponse({"people": _named(found.people), "documents": _named(found.documents)})


def _named(names: dict[str, str]) -> list[dict[str, str]]:
    return [{"id": key, "name": name} for key, name in names.items()]
