"""The gate: the one place that answers what a person may do with a document.

Pages, sockets and the API all ask here, and get the same answer. Absent and forbidden look alike.
"""

import dataclasses
import secrets
import uuid
from collections.abc import Mapping, MutableMapping
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F
from django.http import Http404

from documents.core.colors import color_of
from documents.core.roles import IN_TRASH, Ability, Role, can
from documents.models import Document, User

GUEST = "Guest"
_LINKS = "links"
_VISITOR = "visitor"
# A session keeps the links a person opened last; nobody works through more of them at once.
_MAX_LINKS = 100


class NotFound(Http404):
    """The document is absent, or this person may not know that it exists."""


@dataclasses.dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: an account or a visitor, with the share links (ids) they have opened."""

    user_id: int | None = None
    name: str = ""
    visitor: str | None = None
    links: tuple[uuid.UUID, ...] = ()

    @property
    def identity(self) -> str:
        """A name for the person that is unique and grants nothing."""
        return f"user-{self.user_id}" if self.user_id is not None else f"visitor-{self.visitor}"

    @property
    def shown_name(self) -> str:
        """The name that others see."""
        return self.name or GUEST

    @property
    def color(self) -> str:
        """The colour others see the person in, `#rrggbb`."""
        return color_of(self.identity)


@dataclasses.dataclass(frozen=True, slots=True)
class Grant:
    """What an actor may do with a document, as of `access_version`."""

    role: Role
    access_version: int
    title: str


def actor_of(user: User | AnonymousUser, session: Mapping[str, Any]) -> Actor:
    """The actor behind a request or a socket, from its signed-in user and its session."""
    links = tuple(uuid.UUID(link) for link in session.get(_LINKS, ()))
    if isinstance(user, User):
        return Actor(user_id=user.pk, name=user.name, links=links)
    visitor = session.get(_VISITOR, {})
    return Actor(name=visitor.get("name", ""), visitor=visitor.get("id"), links=links)


def open_link(session: MutableMapping[str, Any], link_id: uuid.UUID) -> None:
    """Remembers in the session that its person opened a share link."""
    others = [link for link in session.get(_LINKS, ()) if link != str(link_id)]
    session[_LINKS] = [*others, str(link_id)][-_MAX_LINKS:]
    if _VISITOR not in session:
        session[_VISITOR] = {"id": secrets.token_hex(8), "name": ""}


def name_visitor(session: MutableMapping[str, Any], name: str) -> None:
    """Sets the name that a visitor without account shows to others."""
    session[_VISITOR] = {"id": secrets.token_hex(8), **session.get(_VISITOR, {}), "name": name}


def grant(actor: Actor, document_id: uuid.UUID) -> Grant | None:
    """What the actor may do with a document that is not in the trash; None: nothing at all."""
    found = _look_up(actor, document_id, trashed=False)
    return found and found[1]


def document_for(actor: Actor, document_id: uuid.UUID, ability: Ability) -> Document:
    """The document, when the actor has this ability on it; raises NotFound otherwise.

    Only restoring and deleting look in the trash, and they look nowhere else.
    """
    found = _look_up(actor, document_id, trashed=ability in IN_TRASH)
    if found is None or not can(found[1].role, ability):
        raise NotFound
    return found[0]


def _look_up(actor: Actor, document_id: uuid.UUID, trashed: bool) -> tuple[Document, Grant] | None:
    documents = Document.objects.filter(pk=document_id, trashed_at__isnull=not trashed)
    if actor.user_id is not None:
        # Somebody who was locked out has no way in, not even through a link.
        documents = documents.filter(Exists(User.objects.filter(pk=actor.user_id, is_active=True)))
    row = documents.annotate(link_id=F("link__id"), link_role=F("link__role")).first()
    if row is None:
        return None
    if actor.user_id == row.owner_id:
        role = Role.OWN
    elif row.link_id in actor.links and not trashed:
        role = Role(row.link_role)
    else:
        return None
    return row, Grant(role, row.access_version, row.title)
