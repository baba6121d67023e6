"""What happens to an account as a whole."""

from django.db import transaction
from django.db.models import Q

from documents.models import Document, User
from documents.services.changes import change_access


@transaction.atomic
def set_active(user: User, active: bool) -> None:
    """Lets a person in or locks them out; their open editors are asked to prove their right."""
    User.objects.filter(pk=user.pk).update(is_active=active)
    user.is_active = active
    touched = Document.objects.filter(Q(owner=user) | Q(updates__author=user))
    # One order for everybody who locks several documents.
    for document_id in touched.order_by("pk").values_list("pk", flat=True).distinct():
        change_access(document_id)
