"""What an administrator sees and may change."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from documents.models import Document, UpdateRow, User

# Django's class is generic for the type checker alone.
if TYPE_CHECKING:
    _UserAdmin = admin.ModelAdmin[User]
    _DocumentAdmin = admin.ModelAdmin[Document]
else:
    _UserAdmin = _DocumentAdmin = admin.ModelAdmin


@admin.register(User)
class UserAdmin(_UserAdmin):
    """Accounts: who they are, whether they may come in. Passwords are reset by mail."""

    list_display = ("email", "name", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff")
    search_fields = ("email", "name")
    ordering = ("email",)
    fields = ("email", "name", "is_active", "is_staff", "is_superuser", "last_login")
    readonly_fields = ("last_login",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """People sign up themselves."""
        return False


@admin.register(Document)
class DocumentAdmin(_DocumentAdmin):
    """Documents, without their content; one that is not sound is an alarm."""

    list_display = ("id", "owner", "edited_at", "trashed_at", "head_seq", "sound")
    search_fields = ("id", "owner__email")
    ordering = ("-edited_at",)
    fields = ("id", "owner", "created_at", "edited_at", "trashed_at", "head_seq", "sound")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Documents are made in the application."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        """Documents, and whether all of their updates could be applied."""
        broken = UpdateRow.objects.filter(document=OuterRef("pk"), quarantined=True)
        documents = super().get_queryset(request).select_related("owner")
        return documents.annotate(broken=Exists(broken))

    @admin.display(description="sound", boolean=True, ordering="-broken")
    def sound(self, document: Any) -> bool:
        """False: the document has quarantined updates and opens without them, read-only."""
        return not document.broken
