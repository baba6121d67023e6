"""What a room asks its shell to do: effects are values, carried out in the order given."""

from collections.abc import Hashable
from dataclasses import dataclass

from documents.core.check import Candidate
from documents.core.messages import ServerMessage

Connection = Hashable


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a row: a user, as of an access version, or a visitor known by name only."""

    user_id: int | None
    name: str
    access_version: int = 1


@dataclass(frozen=True, slots=True)
class LogRow:
    """One update to append, with its author."""

    author: Author
    update: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """Send one message to one connection."""

    connection: Connection
    message: ServerMessage


@dataclass(frozen=True, slots=True)
class Broadcast:
    """Send one durable update to many connections."""

    connections: tuple[Connection, ...]
    update: bytes


@dataclass(frozen=True, slots=True)
class Check:
    """Have the replica check and apply candidates; answer with `checked` or `lost`."""

    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Append:
    """Commit rows to the log; answer with `committed`, `refused` or `failed`.

    `access_version` is the one under which every author's right was established.
    """

    rows: tuple[LogRow, ...]
    access_version: int


@dataclass(frozen=True, slots=True)
class Apply:
    """Apply rows of the log to the replica; answer only with `lost`, when it fails."""

    updates: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """Compute what a state vector lacks; answer with `diffed` or `lost`."""

    ticket: int
    state_vector: bytes


@dataclass(frozen=True, slots=True)
class Publish:
    """Tell the other processes about committed rows `first` to `last`."""

    first: int
    last: int
    update: bytes


@dataclass(frozen=True, slots=True)
class Fetch:
    """Read the log after a sequence number; answer with `fetched`."""

    after: int


@dataclass(frozen=True, slots=True)
class Reload:
    """Throw the replica away and load it from the log; answer with `loaded` or `unavailable`."""


@dataclass(frozen=True, slots=True)
class Authorize:
    """Ask the gate about these connections again; answer with `authorized`."""

    connections: tuple[Connection, ...]


@dataclass(frozen=True, slots=True)
class Rescope:
    """Tell a connection that from now on it may write, or may only read."""

    connection: Connection
    writable: bool


@dataclass(frozen=True, slots=True)
class Close:
    """Close a connection with one of the close codes."""

    connection: Connection
    code: int


@dataclass(frozen=True, slots=True)
class Wake:
    """Call `ticked` after a number of seconds."""

    seconds: float


Effect = (
    Reply
    | Broadcast
    | Check
    | Append
    | Apply
    | Diff
    | Publish
    | Fetch
    | Reload
    | Authorize
    | Rescope
    | Close
    | Wake
)
