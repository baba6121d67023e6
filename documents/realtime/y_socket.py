"""`/ws/y/<document id>`: one document over the y-websocket protocol."""

from urllib.parse import parse_qs
from uuid import UUID

from documents.core import ywebsocket
from documents.core.errors import ProtocolError
from documents.core.messages import (
    Awareness,
    QueryAwareness,
    SyncStep1,
    SyncStep2,
    Update,
)
from documents.realtime.connection import YConnection
from documents.realtime.live_room import LiveRoom
from documents.realtime.socket import Refused, Socket
from documents.services import access, tickets

_NOBODY = Awareness(b"\x00")


class YSocket(Socket):
    """A y-websocket client; a `?ticket=` speaks for it where it has no session."""

    room: LiveRoom | None = None
    connection: YConnection | None = None

    async def opened(self) -> None:
        """Ask the gate and join the room, or close with the reason's code."""
        document_id: UUID = self.scope["url_route"]["kwargs"]["document_id"]
        actor = self._actor(document_id)
        try:
            room, grant = await self.enter(actor, document_id)
        except Refused as refused:
            self.outbox.close(refused.code)
            return
        self.room, self.connection = room, YConnection(actor, self.outbox)
        room.join(self.connection, grant)

    def _actor(self, document_id: UUID) -> access.Actor:
        ticket = parse_qs(self.scope["query_string"].decode("latin-1")).get("ticket")
        if ticket is None:
            return self.session_actor()
        return tickets.actor_from(ticket[0], document_id) or access.Actor()

    def received(self, frame: bytes) -> None:
        """Pass on every message of the frame."""
        if self.room is None or self.connection is None:
            return
        for message in ywebsocket.decode(frame):
            match message:
                case SyncStep1() | SyncStep2() | Update() | Awareness() | QueryAwareness():
                    self.room.received(self.connection, message)
                case _:
                    raise ProtocolError("not for clients")

    def keep_alive(self) -> None:
        """Send the presence of nobody."""
        if self.connection:
            self.connection.send(_NOBODY)

    def closed(self) -> None:
        """Leave the room."""
        if self.room and self.connection:
            self.room.leave(self.connection)
