"""The gate: the one place that answers what a person may do with a document.

Pages, sockets and the API all ask here, and get the same answer. Absent and forbidden look alike.
"""

import dataclasses
import secrets
import uuid
from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, Q, QuerySet
from django.http import Http404

from documents.core.colors import color_of
from documents.core.roles import ABILITIES, IN_TRASH, Ability, Role, can
from documents.models import Document, User

GUEST = "Guest"
_LINKS = "links"
_VISITOR = "visitor"
# A session keeps the links opened last; nobody works through more of them at once.
_MAX_LINKS = 100


class NotFound(Http404):
    """The document is absent, or this person may not know that it exists."""


@dataclasses.dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: an account or a visitor, with the share links (ids) they have opened.

    The account is meant as of its `access_version`. `at_most` bounds what the actor may do whatever
    they could do otherwise. `session` is the key of the browser session that speaks for them.
    """

    user_id: int | None = None
    name: str = ""
    visitor: str | None = None
    links: tuple[uuid.UUID, ...] = ()
    access_version: int = 1
    at_most: Role = Role.OWN
    session: str | None = dataclasses.field(default=None, compare=False, repr=False)

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


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """A document in somebody's hands, with their role in it."""

    document: Document
    role: Role

    @property
    def abilities(self) -> frozenset[str]:
        """What they may do with it, by name, for templates."""
        return frozenset(ability.value for ability in ABILITIES[self.role])


def actor_of(user: User | AnonymousUser, session: Mapping[str, Any]) -> Actor:
    """The actor behind a request or a socket, from its signed-in user and its session."""
    links = tuple(uuid.UUID(link) for link in session.get(_LINKS, ()))
    key = getattr(session, "session_key", None)
    if isinstance(user, User):
        version = user.access_version
        return Actor(user.pk, user.name, links=links, access_version=version, session=key)
    visitor = session.get(_VISITOR, {})
    return Actor(None, visitor.get("name", ""), visitor.get("id"), links, session=key)


def open_link(session: MutableMapping[str, Any], link_id: uuid.UUID) -> None:
    """Remembers in the session that its person opened a share link."""
    others = [link for link in session.get(_LINKS, ()) if link != str(link_id)]
    session[_LINKS] = [*others, str(link_id)][-_MAX_LINKS:]
    if _VISITOR not in session:
        session[_VISITOR] = {"id": secrets.token_hex(8)}


def name_visitor(session: MutableMapping[str, Any], name: str) -> None:
    """Sets the name that a visitor without account, who has opened a link, shows to others."""
    session[_VISITOR] = {**session[_VISITOR], "name": name}


def grant(actor: Actor, document_id: uuid.UUID) -> Grant | None:
    """What the actor may do with a document that is not in the trash; None: nothing at all."""
    for entry in entries(actor, reachable(actor).filter(pk=document_id)):
        return Grant(entry.role, entry.document.access_version, entry.document.title)
    return None


def entry_for(actor: Actor, document_id: uuid.UUID, ability: Ability) -> Entry:
    """The document with the actor's role, when that has this ability; raises NotFound otherwise.

    Only restoring and deleting look in the trash, and they look nowhere else.
    """
    documents = trash_of(actor) if ability in IN_TRASH else reachable(actor)
    for entry in entries(actor, documents.filter(pk=document_id)):
        if can(entry.role, ability):
            return entry
    raise NotFound


def document_for(actor: Actor, document_id: uuid.UUID, ability: Ability) -> Document:
    """The document, when the actor has this ability on it; raises NotFound otherwise."""
    return entry_for(actor, document_id, ability).document


def entries(actor: Actor, documents: Iterable[Document]) -> list[Entry]:
    """The actor's role in each of these documents, all of which they can reach."""
    return [Entry(document, min(_role(actor, document), actor.at_most)) for document in documents]


def _role(actor: Actor, document: Document) -> Role:
    return Role.OWN if document.owner_id == actor.user_id else Role(document.link.role)


def reachable(actor: Actor) -> QuerySet[Document]:
    """What the actor owns or has opened a link of, outside the trash; the last edited first."""
    mine = _owned(actor) | Q(link__in=actor.links)
    return _documents(actor).filter(mine, trashed_at=None).order_by("-edited_at")


def trash_of(actor: Actor) -> QuerySet[Document]:
    """The documents in the actor's own trash, the last trashed first."""
    return _documents(actor).filter(_owned(actor), trashed_at__isnull=False).order_by("-trashed_at")


def _owned(actor: Actor) -> Q:
    return Q(owner=actor.user_id) if actor.user_id is not None else Q(pk__in=())


def _documents(actor: Actor) -> QuerySet[Document]:
    documents = Document.objects.select_related("owner", "link")
    if actor.user_id is None:
        return documents
    # Somebody who was locked out, or signed out, has no way in, not even through a link.
    person = User.objects.filter(pk=actor.user_id, access_version=actor.access_version)
    return documents.filter(Exists(person.filter(is_active=True)))
