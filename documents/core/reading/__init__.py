"""The document as HTML to read, drawn as the editor draws it (frontend/src/editor/schema)."""

from documents.core.reading.page import render

__all__ = ["render"]
