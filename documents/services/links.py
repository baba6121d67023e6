"""Share links: switching them on and off, and the secret in their URL."""

import base64
import hmac
import uuid

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from documents.core.roles import Role
from documents.models import Document, ShareLink
from documents.services.changes import change_access

_SALT = "documents.share-link"
_ID_BYTES = 16


def link_of(document: Document) -> ShareLink | None:
    """The document's link, when it is switched on."""
    return ShareLink.objects.filter(document=document).first()


@transaction.atomic
def switch(document: Document, role: Role | None) -> ShareLink | None:
    """Lets the document's link grant this role, or none: then its URL never works again."""
    change_access(document.pk)
    if role is None:
        ShareLink.objects.filter(document=document).delete()
        return None
    link, _ = ShareLink.objects.update_or_create(document=document, defaults={"role": role.value})
    return link


def token(link: ShareLink) -> str:
    """The secret part of the link's URL: its id and a keyed digest of it, base64url."""
    return _encode(link.pk.bytes + _digest(link.pk, settings.SECRET_KEY))


def find(token: str) -> ShareLink | None:
    """The link a token opens; None when it is forged, switched off or its document in the trash."""
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError:
        return None
    link_id, digest = uuid.UUID(bytes=raw[:_ID_BYTES].ljust(_ID_BYTES, b"\0")), raw[_ID_BYTES:]
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    if not any(hmac.compare_digest(digest, _digest(link_id, key)) for key in keys):
        return None
    return ShareLink.objects.filter(pk=link_id, document__trashed_at=None).first()


def _digest(link_id: uuid.UUID, key: str | bytes) -> bytes:
    return salted_hmac(_SALT, link_id.bytes, secret=key, algorithm="sha256").digest()


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
