"""What an administrator sees and may change."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest

from documents.models import Document, User
from documents.services import people


@admin.register(User)
class UserAdmin(admin.ModelAdmin[User]):
    """Accounts: who they are, whether they may come in. Passwords are reset by mail."""

    list_display = ["email", "name", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    fields = ["email", "name", "is_active", "is_staff", "is_superuser", "last_login"]
    readonly_fields = ["last_login"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """People sign up themselves."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Saves an account; who is locked out loses their open editors too."""
        super().save_model(request, obj, form, change)
        if "is_active" in form.changed_data:
            people.set_active(obj, obj.is_active)


@admin.register(Document)
class DocumentAdmin(admin.ModelAdmin[Document]):
    """Documents, without their content; quarantined updates are an alarm."""

    list_display = ["id", "owner", "edited_at", "trashed_at", "head_seq", "quarantined"]
    search_fields = ["id", "owner__email"]
    ordering = ["-edited_at"]
    fields = ["id", "owner", "created_at", "edited_at", "trashed_at", "head_seq", "quarantined"]
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Documents are made in the application."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        """Documents with the number of their updates that cannot be applied."""
        broken = Count("updates", filter=Q(updates__quarantined=True))
        return super().get_queryset(request).select_related("owner").annotate(broken=broken)

    @admin.display(description="quarantined updates", ordering="broken")
    def quarantined(self, document: Any) -> int:
        """How many updates of the document cannot be applied."""
        return int(document.broken)
