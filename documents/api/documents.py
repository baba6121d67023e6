"""What is told of a document to whoever may read it."""

import uuid

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from documents.api.answers import absent_is_404
from documents.core.roles import Ability
from documents.services import access


@require_safe
@never_cache
@absent_is_404
def about(request: HttpRequest, document_id: uuid.UUID) -> JsonResponse:
    """Tells `{title, edited_at}`, the time in ISO 8601."""
    actor = access.actor_of(request.user, request.session)
    document = access.document_for(actor, document_id, Ability.VIEW)
    return JsonResponse({"title": document.title, "edited_at": document.edited_at.isoformat()})
