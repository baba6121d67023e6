"""`manage.py collect_files`: delete files that no document needs, now."""

from typing import Any

from django.core.management.base import BaseCommand

from documents.services.collection import collect


class Command(BaseCommand):
    """Does what servers do once a day; running servers may go on."""

    help = "Delete images and files that no document has needed for a while."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many were deleted."""
        self.stdout.write(f"{collect()} attachments deleted.")
