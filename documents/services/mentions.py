"""Who and what can be mentioned in a document.

Never everybody on the server: only those who have to do with the document, and the documents that
whoever asks can open anyway.
"""

from typing import NamedTuple

from django.core.cache import cache

from documents.models import Document, UpdateRow, User
from documents.services import access, editing
from documents.services.access import Actor

MAX_PEOPLE = 20
MAX_DOCUMENTS = 10
MAX_QUERY = 50
"""Characters of a name that are looked for."""
RECENT_ROWS = 5_000
"""How far back in the log authors are looked for."""
ASKS_A_MINUTE = 120


class Found(NamedTuple):
    """People, by their identity, and documents, by their id; with their names."""

    people: dict[str, str]
    documents: dict[str, str]


def may_ask(actor: Actor) -> bool:
    """Counts a question of the actor's; whether it is within what somebody who types asks."""
    key = f"mentions.{actor.identity}"
    cache.add(key, 0, 60)
    try:
        return cache.incr(key) <= ASKS_A_MINUTE
    except ValueError:
        # It ran out between the two: the next minute begins.
        return True


def find(actor: Actor, document: Document, query: str) -> Found:
    """What the actor, who may write in the document, can mean by a part of a name."""
    wanted = query[:MAX_QUERY].strip().casefold()
    people = {
        identity: name for identity, name in _people(document).items() if wanted in name.casefold()
    }
    others = access.reachable(actor).exclude(pk=document.pk)
    if wanted:
        others = others.filter(title__icontains=query[:MAX_QUERY].strip())
    titles = others.exclude(title="").values_list("pk", "title")[:MAX_DOCUMENTS]
    return Found(
        dict(sorted(people.items(), key=_by_name)[:MAX_PEOPLE]),
        {str(pk): title for pk, title in titles},
    )


def _people(document: Document) -> dict[str, str]:
    """The owner, those who have written here, and those who have it open for writing."""
    rows = UpdateRow.objects.filter(document=document, seq__gt=document.head_seq - RECENT_ROWS)
    authors = rows.exclude(author=None).values("author").distinct()
    accounts = User.objects.filter(is_active=True, pk__in=authors) | User.objects.filter(
        pk=document.owner_id
    )
    written = {Actor(pk).identity: name for pk, name in accounts.values_list("pk", "name") if name}
    return {**editing.people(document.pk), **written}


def _by_name(person: tuple[str, str]) -> str:
    return person[1].casefold()
