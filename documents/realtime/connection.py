"""One accepted socket's view of one document, in the words of its protocol."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable

from documents.core import close_codes, hocuspocus, ywebsocket
from documents.core.effects import Author
from documents.core.messages import (
    Authenticated,
    Awareness,
    CloseDocument,
    PermissionDenied,
    ServerMessage,
    SyncStatus,
)
from documents.core.presence import Identity
from documents.realtime.outbox import Outbox
from documents.services.access import Actor


class Connection(ABC):
    """What a room knows of a socket: who is there, and how to speak to them.

    Connections with the same `wire` receive the same bytes for the same message, so a broadcast is
    encoded once for all of them. `echo` says whether they want their own updates back.
    """

    echo: bool
    wire: Hashable

    def __init__(self, actor: Actor, outbox: Outbox) -> None:
        self.actor = actor
        self.author = Author(actor.user_id, actor.shown_name, actor.access_version)
        self.identity = Identity(actor.identity, actor.shown_name, actor.color)
        self.outbox = outbox

    @abstractmethod
    def encode(self, message: ServerMessage) -> bytes | None:
        """The message as a frame; None when the protocol has no such message."""

    @abstractmethod
    def rescope(self, writable: bool) -> None:
        """Tell the client that from now on it may write, or may only read."""

    @abstractmethod
    def close(self, code: int) -> None:
        """End this view of the document."""

    def send(self, message: ServerMessage) -> None:
        """Queue a message; presence may be dropped when the reader is slow."""
        frame = self.encode(message)
        if frame is not None:
            self.outbox.put(frame, droppable=isinstance(message, Awareness))


class YConnection(Connection):
    """A y-websocket client; version 4 takes the echo of its updates for their confirmation."""

    echo = True
    wire = "y-websocket"

    def encode(self, message: ServerMessage) -> bytes | None:
        """The message as a frame; a refused update becomes a "permission denied"."""
        if isinstance(message, SyncStatus):
            return None if message.saved else ywebsocket.encode(PermissionDenied("read-only"))
        return ywebsocket.encode(message)

    def rescope(self, writable: bool) -> None:
        """The protocol cannot say so: the client is made to come back."""
        self.outbox.close(close_codes.ACCESS_CHANGED)

    def close(self, code: int) -> None:
        """Close the socket."""
        self.outbox.close(code)


class HocuspocusConnection(Connection):
    """One document on a Hocuspocus socket, under the address its client uses for it."""

    echo = False

    def __init__(
        self, actor: Actor, outbox: Outbox, address: str, detach: Callable[[], None]
    ) -> None:
        super().__init__(actor, outbox)
        self.address = self.wire = address
        self._detach = detach

    def encode(self, message: ServerMessage) -> bytes | None:
        """The message as a frame for this address."""
        return hocuspocus.encode(self.address, message)

    def rescope(self, writable: bool) -> None:
        """Authenticate the client anew, in place."""
        self.send(Authenticated(writable))

    def close(self, code: int) -> None:
        """End this document where access is gone; close the whole socket in any other case."""
        if code != close_codes.FORBIDDEN:
            self.outbox.close(code)
            return
        self.send(PermissionDenied("permission-denied"))
        self.send(CloseDocument("Access changed"))
        self._detach()


def broadcast(connections: Iterable[Connection], message: ServerMessage) -> None:
    """Send one message to many, encoding it once per wire."""
    frames: dict[Hashable, bytes | None] = {}
    droppable = isinstance(message, Awareness)
    for connection in connections:
        if connection.wire not in frames:
            frames[connection.wire] = connection.encode(message)
        frame = frames[connection.wire]
        if frame is not None:
            connection.outbox.put(frame, droppable=droppable)
