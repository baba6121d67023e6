"""What the two sockets share: the handshake, the lean message loop, keeping quiet lines alive."""

import asyncio
from abc import ABC, abstractmethod
from typing import Any, cast
from uuid import UUID

from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, Scope
from channels.db import database_sync_to_async
from django.conf import settings
from django.db import Error as DatabaseError

from documents.core import close_codes
from documents.core.errors import ProtocolError
from documents.realtime.hub import Hub, get_hub
from documents.realtime.live_room import LiveRoom
from documents.realtime.loader import Unavailable
from documents.realtime.outbox import Outbox
from documents.services import access

KEEPALIVE_SECONDS = 10.0
"""Clients give up on a line that was silent for 30 seconds."""


class Refused(Exception):
    """Somebody may not come in, or not now; `code` says which."""

    def __init__(self, code: int) -> None:
        super().__init__(close_codes.REASONS[code])
        self.code = code


class Socket(ABC):
    """One WebSocket, from its handshake to its end.

    It is an ASGI application without Channels' consumer classes: their dispatch goes through a
    thread for every message, which costs more than everything else on an edit's way.
    """

    def __init__(self, scope: Scope, send: ASGISendCallable, hub: Hub) -> None:
        self.scope = cast(dict[str, Any], scope)
        self.hub = hub
        self.outbox = Outbox(send)

    @classmethod
    async def application(
        cls, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        """Serve one socket.

        It is accepted first, whoever asks: a browser is not told why a handshake was refused.
        """
        await receive()  # websocket.connect
        await send({"type": "websocket.accept", "subprotocol": None, "headers": []})
        socket = cls(scope, send, await get_hub())
        helpers = [
            asyncio.create_task(socket.outbox.run()),
            asyncio.create_task(socket._keep_alive()),
        ]
        try:
            await socket.opened()
            await socket._listen(receive)
        finally:
            for helper in helpers:
                helper.cancel()
            socket.closed()

    async def _listen(self, receive: ASGIReceiveCallable) -> None:
        """Handle messages until the client is gone; what comes after our close is ignored."""
        while True:
            event = cast(dict[str, Any], await receive())
            if event["type"] == "websocket.disconnect":
                return
            if self.outbox.closing:
                continue
            try:
                self.received(_frame(event))
            except ProtocolError as error:
                self.outbox.close(error.code)

    async def _keep_alive(self) -> None:
        while True:
            await asyncio.sleep(KEEPALIVE_SECONDS)
            self.keep_alive()

    def session_actor(self) -> access.Actor:
        """Who the browser's session says this is."""
        return access.actor_of(self.scope["user"], self.scope["session"])

    async def enter(self, actor: access.Actor, document_id: UUID) -> tuple[LiveRoom, access.Grant]:
        """Ask the gate and open the room; raises Refused. Absent and forbidden look alike."""
        try:
            grant = await database_sync_to_async(access.grant)(actor, document_id)
            if grant is None:
                known = actor.user_id is not None or actor.links
                raise Refused(close_codes.FORBIDDEN if known else close_codes.UNAUTHENTICATED)
            return await self.hub.open(document_id), grant
        except (DatabaseError, Unavailable) as error:
            raise Refused(close_codes.TRY_AGAIN) from error

    @abstractmethod
    async def opened(self) -> None:
        """The socket has been accepted."""

    @abstractmethod
    def received(self, frame: bytes) -> None:
        """Take one frame; raises ProtocolError, which closes the socket."""

    @abstractmethod
    def keep_alive(self) -> None:
        """Send something harmless."""

    @abstractmethod
    def closed(self) -> None:
        """The socket is gone, however it ended."""


def _frame(event: dict[str, Any]) -> bytes:
    frame = event.get("bytes")
    if not isinstance(frame, bytes):
        raise ProtocolError("text frame", close_codes.UNSUPPORTED_DATA)
    if len(frame) > settings.COLLAB_MAX_MESSAGE_BYTES:
        raise ProtocolError("frame too big", close_codes.TOO_BIG)
    return frame
