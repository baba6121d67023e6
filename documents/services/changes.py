"""Changes of a document's row that its open rooms must hear of."""

import functools
import uuid
from typing import Any

from django.db import transaction
from django.db.models import F

from documents import relay
from documents.models import Document


def announce(document_id: uuid.UUID) -> None:
    """Tells open rooms to look at the document's row again, once the transaction is committed."""
    transaction.on_commit(functools.partial(relay.changed, document_id))


def change_access(document_id: uuid.UUID, **fields: Any) -> None:
    """Starts a change of who may do what, together with any fields of the row; then announces it.

    The row stays locked until the transaction ends. What is being written meanwhile under the old
    rights either committed before, or finds the new `access_version` and is refused.
    """
    Document.objects.filter(pk=document_id).update(access_version=F("access_version") + 1, **fields)
    announce(document_id)
