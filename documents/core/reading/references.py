"""Which attachments a document refers to."""

from collections.abc import Iterable
from uuid import UUID

from documents.core.reading.tree import Node, Part


def references(content: Iterable[Part]) -> set[UUID]:
    """The attachments that any element names, whatever element it is."""
    found = set()
    waiting = list(content)
    while waiting:
        part = waiting.pop()
        if isinstance(part, Node):
            waiting += part.content
            attachment = attachment_of(part.attributes.get("attachment"))
            if attachment is not None:
                found.add(attachment)
    return found


def attachment_of(value: object) -> UUID | None:
    """The attachment that an attribute names; None unless it is written as ids are."""
    if not isinstance(value, str) or len(value) != len(str(UUID(int=0))):
        return None
    try:
        found = UUID(value)
    except ValueError:
        return None
    return found if str(found) == value else None
