"""Share links: URLs that grant a role."""

import uuid

from django.db import models
from django.db.models.functions import Now

from documents.core.roles import Role
from documents.models.document import Document

LINK_ROLES = (Role.VIEW, Role.EDIT)


class ShareLink(models.Model):
    """The one link of a document that is switched on.

    The URL's secret is derived from `id` and the site's key (`services/links.py`), so whoever
    reads the database alone cannot use the link. Switching off deletes the row for good.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.OneToOneField(Document, models.CASCADE, related_name="link")
    role = models.CharField(max_length=4, choices=[(role.value, role.value) for role in LINK_ROLES])
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in LINK_ROLES]),
                name="share_link_role",
            ),
        )

    def __str__(self) -> str:
        return f"{self.document_id}: {self.role}"
