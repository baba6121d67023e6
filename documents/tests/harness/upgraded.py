"""The web application as a later release would serve it, whose documents can hold more."""

from documents.core import schema_version

schema_version.SCHEMA_VERSION = "later"

from collab.asgi import application  # noqa: E402 (whoever imports the version gets this one)

__all__ = ["application"]
