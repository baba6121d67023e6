"""The application's registration with Django."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Everything about documents: models, pages, sockets."""

    name = "documents"
    default_auto_field = "django.db.models.BigAutoField"
