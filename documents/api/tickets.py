"""Tickets for sockets opened outside the browser."""

import uuid

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from documents.api.answers import absent_is_404
from documents.core.roles import Ability
from documents.services import access, tickets


@require_POST
@absent_is_404
def ticket(request: HttpRequest, document_id: uuid.UUID) -> JsonResponse:
    """Issues a ticket to whoever may read the document: `{ticket, expires_in, urls}`."""
    actor = access.actor_of(request.user, request.session)
    role = access.entry_for(actor, document_id, Ability.VIEW).role
    socket = f"{'wss' if request.is_secure() else 'ws'}://{request.get_host()}"
    return JsonResponse(
        {
            "ticket": tickets.issue(actor, document_id, role),
            "expires_in": tickets.EXPIRES_IN,
            "urls": {
                "y_websocket": f"{socket}/ws/y/{document_id}",
                "hocuspocus": f"{socket}/ws/hocuspocus",
            },
        }
    )
