"""Attachments: images and files that belong to a document."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from documents.models.document import Document


class Attachment(models.Model):
    """An image or a file of one document; what it is made of never changes.

    `id` is chosen by whoever uploads it and names it within its document only. The bytes are
    elsewhere (`services/files.py`) under `key`, which nobody is told. `size` counts all variants,
    in bytes. `width` and `height`, in pixels, are those of an image's large variant; files have
    none. `unused_since` is when the document was first seen without it.
    """

    pk = models.CompositePrimaryKey("document_id", "id")
    # The primary key's index begins with the document.
    document = models.ForeignKey(
        Document, models.CASCADE, related_name="attachments", db_index=False
    )
    id = models.UUIDField()
    key = models.CharField(max_length=32)
    name = models.CharField(max_length=200)
    type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    width = models.IntegerField(null=True)
    height = models.IntegerField(null=True)
    uploader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="attachments"
    )
    created_at = models.DateTimeField(db_default=Now())
    unused_since = models.DateTimeField(null=True)

    class Meta:
        db_table = "documents_attachment"

    def __str__(self) -> str:
        return f"{self.document_id} {self.name}"

    @property
    def is_image(self) -> bool:
        """Whether it may be shown; anything else may only be saved."""
        return self.width is not None
