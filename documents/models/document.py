"""Documents: what is known of one beside its content, which the update log holds."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class Document(models.Model):
    """A document, and the two counters that order what happens to it.

    `head_seq` is the sequence number of the last row in the update log; `access_version` grows
    whenever somebody's rights change. Both change only under this row's lock. No column that every
    commit writes may be indexed: Postgres then updates the row in place, without index churn.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="documents")
    title = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    edited_at = models.DateTimeField(db_default=Now(), editable=False)
    trashed_at = models.DateTimeField(null=True, blank=True, editable=False)
    head_seq = models.BigIntegerField(db_default=0, editable=False)
    access_version = models.BigIntegerField(db_default=1, editable=False)

    def __str__(self) -> str:
        return self.title or "Untitled"
