"""Documents of Collab, and people who may write to them, each with an account and a ticket.

Made in the database, since signing up a thousand people through the pages takes minutes. Imported
only once Django has been set up.
"""

import asyncio
import io
from collections.abc import Iterable
from itertools import islice
from uuid import UUID

from django.core.management import call_command
from django.db.models import Max

from documents import storage
from documents.core.effects import Author, LogRow
from documents.core.roles import Role
from documents.models import ShareLink, User
from documents.services import documents, tickets
from documents.services.access import Actor


def _accounts(count: int) -> list[User]:
    known = list(User.objects.order_by("pk")[:count])
    first = (User.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    new = [
        User(email=f"person-{number}@example.org", name=f"Person {number}")
        for number in range(first, first + count - len(known))
    ]
    return [*known, *User.objects.bulk_create(new)]


def new_documents(count: int) -> list[UUID]:
    """Documents whose link lets anybody write who has opened it."""
    owner = _accounts(1)[0]
    made = [documents.create(owner) for _ in range(count)]
    ShareLink.objects.bulk_create(
        ShareLink(document=document, role=Role.EDIT.value) for document in made
    )
    return [document.pk for document in made]


def issue_tickets(document_ids: list[UUID], people: int) -> dict[UUID, list[str]]:
    """For every document the tickets of `people` people, nobody being at two documents."""
    accounts = iter(_accounts(len(document_ids) * people))
    links = dict(ShareLink.objects.values_list("document", "pk"))
    return {
        document_id: [
            tickets.issue(
                Actor(user.pk, user.name, links=(links[document_id],)), document_id, Role.EDIT
            )
            for user in (next(accounts) for _ in range(people))
        ]
        for document_id in document_ids
    }


ROWS = 2000
"""Rows a commit, as many as our log writer puts into one."""


def write_log(document_id: UUID, updates: Iterable[bytes]) -> None:
    """Append a row for each update, as typing them one by one does, and make the checkpoint."""
    owner = _accounts(1)[0]
    author = Author(owner.pk, owner.name, owner.access_version)
    asyncio.run(_append(document_id, (LogRow(author, update) for update in updates)))
    call_command("compact", str(document_id), stdout=io.StringIO())


async def _append(document_id: UUID, rows: Iterable[LogRow]) -> None:
    rest = iter(rows)
    async with storage.open_pool() as pool, pool.connection() as connection:
        while batch := tuple(islice(rest, ROWS)):
            await storage.append(connection, [storage.Pending(document_id, batch, 1)])
