"""What the two sockets share: the handshake, the lean message loop, keeping quiet lines alive."""

import asyncio
from abc import ABC, abstractmethod
from functools import partial
from typing import Any, cast
from uuid import UUID

from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, Scope
from channels.auth import get_user
from django.conf import settings
from django.db import Error as DatabaseError

from documents.core import close_codes
from documents.core.errors import ProtocolError
from documents.core.pace import Pace
from documents.core.quota import Quota
from documents.realtime import gate
from documents.realtime.hub import Hub, get_hub
from documents.realtime.line import line_of
from documents.realtime.live_room import LiveRoom
from documents.realtime.loader import Unavailable
from documents.realtime.outbox import Outbox
from documents.services import access

KEEPALIVE_SECONDS = 10.0
"""Clients give up on a line that was silent for 30 seconds."""


_sockets_of_address = Quota(settings.COLLAB_SOCKETS_PER_ADDRESS)
_sockets_of_person = Quota(settings.COLLAB_SOCKETS_PER_USER)


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
        self.outbox = Outbox(line_of(scope, send))
        self._pace = Pace(settings.COLLAB_MESSAGES_PER_SECOND, settings.COLLAB_BYTES_PER_SECOND)
        self._people: set[str] = set()

    @classmethod
    async def application(
        cls, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        """Serve one socket.

        It is accepted first, whoever asks: a browser is not told why a handshake was refused.
        """
        await receive()  # websocket.connect
        await send({"type": "websocket.accept", "subprotocol": None, "headers": []})
        address = cast(dict[str, Any], scope).get("client")
        host = address[0] if address else None
        if not _sockets_of_address.take(host):
            await send({"type": "websocket.close", "code": close_codes.TRY_AGAIN, "reason": None})
            return
        try:
            await cls._serve(scope, receive, send)
        finally:
            _sockets_of_address.give_back(host)

    @classmethod
    async def _serve(
        cls, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        socket = cls(scope, send, await get_hub())
        try:
            # After the handshake: whoever cannot be let in for want of a database is told so.
            socket.scope["user"] = await gate.ask(partial(get_user.func, socket.scope))
        except DatabaseError:
            await send({"type": "websocket.close", "code": close_codes.TRY_AGAIN, "reason": None})
            return
        keeping_alive = asyncio.create_task(socket._keep_alive())
        try:
            await socket.opened()
            await socket._listen(receive)
        finally:
            keeping_alive.cancel()
            for person in socket._people:
                _sockets_of_person.give_back(person)
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
                frame = _frame(event)
                self.received(frame)
            except ProtocolError as error:
                self.outbox.close(error.code)
            else:
                await self._keep_pace(len(frame))

    async def _keep_pace(self, size: int) -> None:
        """Stop listening for as long as the client was too fast; Daphne then stops reading."""
        now = asyncio.get_running_loop().time()
        pause = self._pace.pause(size, now)
        if self._pace.is_exhausted(now):
            self.outbox.close(close_codes.TRY_AGAIN)
        elif pause:
            await asyncio.sleep(pause)

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
            grant = await gate.ask(partial(access.grant, actor, document_id))
            if grant is None:
                known = actor.user_id is not None or actor.links
                raise Refused(close_codes.FORBIDDEN if known else close_codes.UNAUTHENTICATED)
            self._count(actor.identity)
            return await self.hub.open(document_id), grant
        except (DatabaseError, Unavailable) as error:
            raise Refused(close_codes.TRY_AGAIN) from error

    def _count(self, person: str) -> None:
        """Count this socket among the person's, once; raises Refused."""
        if person not in self._people:
            if not _sockets_of_person.take(person):
                raise Refused(close_codes.TRY_AGAIN)
            self._people.add(person)

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
