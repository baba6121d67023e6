"""`/ws/hocuspocus`: any number of documents over one socket in the Hocuspocus protocol."""

import asyncio
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings

from documents.core import close_codes, hocuspocus
from documents.core.errors import ProtocolError
from documents.core.messages import (
    Authenticate,
    Authenticated,
    Awareness,
    ClientMessage,
    CloseDocument,
    PermissionDenied,
    Ping,
    Pong,
    QueryAwareness,
    Stateless,
    SyncStep1,
    SyncStep2,
    Update,
)
from documents.realtime.connection import HocuspocusConnection
from documents.realtime.live_room import LiveRoom
from documents.realtime.socket import Refused, Socket
from documents.services import access, tickets

MAX_EARLY_MESSAGES = 100
"""How many messages a document's client may send while its token is examined."""


@dataclass(slots=True, eq=False)
class _Attachment:
    """One address on the socket; clients do not wait for the answer to their token.

    What comes to a refused one is ignored: it was sent before the refusal was heard, or by a client
    that does not listen, and other documents on the socket must not suffer for it.
    """

    early: list[ClientMessage] = field(default_factory=list)
    early_bytes: int = 0
    refused: bool = False
    connection: HocuspocusConnection | None = None
    room: LiveRoom | None = None
    attaching: asyncio.Task[None] | None = None

    def keep(self, message: ClientMessage, size: int) -> None:
        """Keep a message until the token has been examined; raises ProtocolError."""
        self.early.append(message)
        self.early_bytes += size
        too_many = len(self.early) > MAX_EARLY_MESSAGES
        if too_many or self.early_bytes > settings.COLLAB_MAX_MESSAGE_BYTES:
            raise ProtocolError("too much before authentication")

    def leave(self) -> None:
        """Leave the room, if it was ever entered."""
        if self.room and self.connection:
            self.room.leave(self.connection)
        self.room = self.connection = None

    def refuse(self) -> None:
        """Nothing more is taken from this address until it brings another token."""
        self.leave()
        self.refused = True
        self.early.clear()


class HocuspocusSocket(Socket):
    """A Hocuspocus client; each document's token speaks for it, an empty one for its session."""

    async def opened(self) -> None:
        """Wait for the first token."""
        self.attachments: dict[str, _Attachment] = {}

    def received(self, frame: bytes) -> None:
        """Pass a message on to its document, or keep it while the document is being attached."""
        address, message = hocuspocus.decode(frame)
        match message:
            case Ping():
                self.outbox.put(hocuspocus.encode("", Pong()))
                return
            case Pong():
                return
            case CloseDocument():
                self._detach(address)
                return
        attachment = self.attachments.get(address)
        if isinstance(message, Authenticate):
            if attachment is None or attachment.refused:
                self._attach(address, message.token)
        elif attachment is None:
            raise ProtocolError("no token yet", close_codes.UNAUTHENTICATED)
        elif attachment.connection:
            _deliver(attachment, message)
        elif not attachment.refused:
            attachment.keep(message, len(frame))

    def _attach(self, address: str, token: str) -> None:
        self.attachments.pop(address, None)
        if len(self.attachments) >= settings.COLLAB_DOCUMENTS_PER_SOCKET:
            raise ProtocolError("too many documents", close_codes.TRY_AGAIN)
        attachment = self.attachments[address] = _Attachment()
        attachment.attaching = asyncio.create_task(self._join(address, attachment, token))

    async def _join(self, address: str, attachment: _Attachment, token: str) -> None:
        try:
            document_id = _document_id(address)
            actor = self._actor(token, document_id)
            room, grant = await self.enter(actor, document_id)
        except Refused as refused:
            if refused.code == close_codes.TRY_AGAIN:
                self.outbox.close(refused.code)
            else:
                self.outbox.put(hocuspocus.encode(address, PermissionDenied("permission-denied")))
                attachment.refuse()
            return
        connection = HocuspocusConnection(actor, self.outbox, address, attachment.refuse)
        attachment.room, attachment.connection = room, connection
        connection.send(Authenticated(room.may_write(grant)))
        room.join(connection, grant)
        early, attachment.early = attachment.early, []
        try:
            for message in early:
                _deliver(attachment, message)
        except ProtocolError as error:
            self.outbox.close(error.code)

    def _actor(self, token: str, document_id: UUID) -> access.Actor:
        if not token:
            return self.session_actor()
        return tickets.actor_from(token, document_id) or access.Actor()

    def _detach(self, address: str) -> None:
        attachment = self.attachments.pop(address, None)
        if attachment is None:
            return
        if attachment.attaching:
            attachment.attaching.cancel()
        attachment.leave()

    def keep_alive(self) -> None:
        """Send a ping."""
        self.outbox.put(hocuspocus.encode("", Ping()))

    def closed(self) -> None:
        """Leave every room."""
        for address in list(self.attachments):
            self._detach(address)


def _deliver(attachment: _Attachment, message: ClientMessage) -> None:
    assert attachment.room is not None
    assert attachment.connection is not None
    match message:
        case SyncStep1() | SyncStep2() | Update() | Awareness() | QueryAwareness():
            attachment.room.received(attachment.connection, message)
        case Stateless():
            pass  # clients have nothing to say to us beside the document
        case _:
            raise ProtocolError("not for clients")


def _document_id(address: str) -> UUID:
    try:
        return UUID(hocuspocus.document_name(address))
    except ValueError:
        raise Refused(close_codes.FORBIDDEN) from None
