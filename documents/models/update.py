"""The update log: the truth about every document's content."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from documents.models.document import Document


class UpdateRow(models.Model):
    """One author's share of one commit: a Yjs V1 update under a gapless sequence number.

    `author_name` is the name at the time, which also serves visitors, who have no account. A
    quarantined row cannot be applied; the document opens without it.
    """

    pk = models.CompositePrimaryKey("document_id", "seq")
    # The primary key's index begins with the document.
    document = models.ForeignKey(Document, models.CASCADE, related_name="updates", db_index=False)
    seq = models.BigIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="updates"
    )
    author_name = models.TextField()
    data = models.BinaryField()
    created_at = models.DateTimeField(db_default=Now())
    quarantined = models.BooleanField(db_default=False)

    class Meta:
        db_table = "documents_update"
        indexes = (
            # The few there are, for the admin's alarm.
            models.Index(
                fields=["document"],
                condition=models.Q(quarantined=True),
                name="update_quarantined",
            ),
        )

    def __str__(self) -> str:
        return f"{self.document_id} #{self.seq}"
