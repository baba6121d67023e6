"""Who is editing which document right now, for lists of documents.

Every web process with a document open knows of everybody in it, and keeps the record fresh, so
there is one record a document. It lives in the cache and ends by itself: with Redis away, or a
process dead, a list shows nobody for a while.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.core.cache import cache

from documents.core.presence import Identity

RECORD_SECONDS = 60
"""How long a record is believed; whoever keeps it writes it anew in half that time."""


def record(document_id: UUID, people: Sequence[Identity]) -> None:
    """Says who is editing a document now; it may wait for Redis."""
    if people:
        found = [(person.id, person.name) for person in people]
        cache.set(_key(document_id), found, RECORD_SECONDS)
    else:
        cache.delete(_key(document_id))


def names(document_ids: Iterable[UUID], viewer: str) -> dict[UUID, list[str]]:
    """The names of those who are editing each document, `viewer`'s (an identity) as "You".

    To be asked only of documents that the viewer may open, where they see the same names.
    """
    keys = {_key(document_id): document_id for document_id in document_ids}
    records = cache.get_many(keys)
    return {keys[key]: _names(found, viewer) for key, found in records.items()}


def people(document_id: UUID) -> dict[str, str]:
    """The names of those who are editing a document, by identity; for those who may see it."""
    return dict(cache.get(_key(document_id)) or ())


def _names(found: list[tuple[str, str]], viewer: str) -> list[str]:
    others = sorted(name for person, name in found if person != viewer)
    return ["You"] * (len(others) < len(found)) + others


def _key(document_id: UUID) -> str:
    return f"editing.{document_id}"
