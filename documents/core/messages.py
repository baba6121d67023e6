"""What clients and the server say to each other about one document, whatever the protocol."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SyncStep1:
    """Says what its sender has seen, and so asks for what it lacks."""

    state_vector: bytes


@dataclass(frozen=True, slots=True)
class SyncStep2:
    """Answers a sync step 1 with what its sender lacks."""

    update: bytes


@dataclass(frozen=True, slots=True)
class Update:
    """An edit, as it happens."""

    update: bytes


@dataclass(frozen=True, slots=True)
class Awareness:
    """Presence of one or more clientIDs, encoded as `presence.py` describes."""

    payload: bytes


@dataclass(frozen=True, slots=True)
class QueryAwareness:
    """Asks for everybody's presence."""


@dataclass(frozen=True, slots=True)
class Authenticate:
    """A client's token; empty when its session speaks for it."""

    token: str


@dataclass(frozen=True, slots=True)
class Authenticated:
    """The token was good; the client may write, or only read."""

    writable: bool


@dataclass(frozen=True, slots=True)
class PermissionDenied:
    """The server refuses the document, or what was tried with it."""

    reason: str


@dataclass(frozen=True, slots=True)
class RequestToken:
    """The server asks the client to authenticate again."""


@dataclass(frozen=True, slots=True)
class Stateless:
    """A note that is neither stored nor part of the document."""

    payload: str


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """Answers one sync step 2 or update: whether it is in the database."""

    saved: bool


@dataclass(frozen=True, slots=True)
class CloseDocument:
    """Ends one document on a socket that carries several."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Ping:
    """Asks the other side whether it is still there."""


@dataclass(frozen=True, slots=True)
class Pong:
    """Answers a ping."""


ClientMessage = (
    SyncStep1
    | SyncStep2
    | Update
    | Awareness
    | QueryAwareness
    | Authenticate
    | Stateless
    | CloseDocument
    | Ping
    | Pong
)

ServerMessage = (
    SyncStep1
    | SyncStep2
    | Update
    | Awareness
    | Authenticated
    | PermissionDenied
    | RequestToken
    | Stateless
    | SyncStatus
    | CloseDocument
    | Ping
    | Pong
)
