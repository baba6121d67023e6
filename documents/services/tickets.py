"""Tickets: short-lived proof of who connects, for sockets opened outside the browser.

A ticket says who its bearer is and the most they may do, for one document. The gate is asked on
every connect what of that they may still do: a ticket dies with its link, and with its account's
access version.
"""

import uuid
from typing import Any

from django.core import signing

from documents.core.roles import Role
from documents.models import ShareLink
from documents.services.access import Actor

EXPIRES_IN = 600
"""Seconds within which a ticket must be used to connect."""

_SALT = "documents.ticket"


def issue(actor: Actor, document_id: uuid.UUID, role: Role) -> str:
    """A ticket with which a socket of this document connects as this actor, in this role."""
    links = ShareLink.objects.filter(document=document_id, pk__in=actor.links)
    claims: dict[str, Any] = {
        "document": str(document_id),
        "role": role.value,
        "user": actor.user_id,
        "access_version": actor.access_version,
        "name": actor.name,
        "visitor": actor.visitor,
        "links": [str(link.pk) for link in links],
    }
    return signing.dumps(claims, salt=_SALT)


def actor_from(ticket: str, document_id: uuid.UUID) -> Actor | None:
    """The actor a ticket speaks for; None when it is forged, expired or for another document."""
    try:
        claims = signing.loads(ticket, salt=_SALT, max_age=EXPIRES_IN)
    except signing.BadSignature:
        return None
    if claims["document"] != str(document_id):
        return None
    return Actor(
        user_id=claims["user"],
        name=claims["name"],
        visitor=claims["visitor"],
        links=tuple(uuid.UUID(link) for link in claims["links"]),
        access_version=claims["access_version"],
        at_most=Role(claims["role"]),
    )
