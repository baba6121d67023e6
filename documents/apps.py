"""The application's registration with Django."""

import importlib

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Everything about documents: models, pages, sockets."""

    name = "documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listens to changes of accounts and sessions."""
        importlib.import_module("documents.services.people")
