"""Checkpoints: stored full states, so that opening need not replay the whole log."""

from django.db import models
from django.db.models.functions import Now

from documents.models.document import Document


class Checkpoint(models.Model):
    """A document's full state (one Yjs V1 update) after the log row `seq`."""

    # The unique constraint's index begins with the document.
    document = models.ForeignKey(
        Document, models.CASCADE, related_name="checkpoints", db_index=False
    )
    seq = models.BigIntegerField()
    state = models.BinaryField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["document", "seq"], name="checkpoint_document_seq"),
        )

    def __str__(self) -> str:
        return f"{self.document_id} #{self.seq}"
