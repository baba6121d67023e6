"""Tickets for sockets opened outside the browser."""

import uuid

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from documents.core.roles import Ability
from documents.services import access, tickets


@require_POST
def ticket(request: HttpRequest, document_id: uuid.UUID) -> JsonResponse:
    """Issues a ticket to whoever may read the document: `{ticket, expires_in, urls}`."""
    actor = access.actor_of(request.user, request.session)
    try:
        role = access.entry_for(actor, document_id, Ability.VIEW).role
    except access.NotFound:
        return JsonResponse({"error": "There is no such document."}, status=404)
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
