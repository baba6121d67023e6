"""Who is in a room and where their cursor is: y-protocols' awareness, with the server in charge.

An awareness payload is a count and then, for each clientID, its clock and its state as JSON, in
which `null` means that the client has gone (`awareness.js` of y-protocols).
"""

import json
import re
from collections.abc import Collection, Hashable
from dataclasses import dataclass, replace
from typing import Any

from documents.core import strict_json
from documents.core.errors import Malformed, ProtocolError
from documents.core.lib0 import Reader, Writer
from documents.core.limits import LIMITS, Limits

REMOTE_SECONDS = 45.0
"""How long a client of another process is believed; clients renew their state every 15."""

_REMEMBERED = 1024
# What another process has signed and written in ASCII may be longer than what its client sent.
_RELAY_LIMITS = replace(
    LIMITS, presence_clients=2**20, presence_state_bytes=8 * LIMITS.presence_state_bytes
)
_SAFE_COLOR = re.compile("#[0-9a-fA-F]{6}")

State = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is to the others; `color` is `#rrggbb`."""

    id: str
    name: str
    color: str


@dataclass(frozen=True, slots=True)
class AwarenessEntry:
    """The state of one clientID at one clock; None when it has gone."""

    client: int
    clock: int
    state: State | None


def decode(payload: bytes, limits: Limits = LIMITS) -> list[AwarenessEntry]:
    """Read a payload, leaving out what is beyond the limits; raises ProtocolError."""
    return [
        AwarenessEntry(client, clock, _state(text, limits))
        for client, clock, text in _read(payload, limits)
    ]


def encode(entries: Collection[AwarenessEntry]) -> bytes:
    """Write a payload."""
    writer = Writer()
    writer.var_uint(len(entries))
    for entry in entries:
        writer.var_uint(entry.client)
        writer.var_uint(entry.clock)
        # ASCII, because JSON may hold a lone surrogate, which UTF-8 cannot.
        writer.var_string(json.dumps(entry.state, separators=(",", ":")))
    return writer.to_bytes()


@dataclass(frozen=True, slots=True)
class _Present:
    """A client that is here: at a connection of this process, or at another process."""

    entry: AwarenessEntry
    user_id: str
    connection: Hashable | None
    process: str | None = None
    heard: float = 0.0


class Presence:
    """The presence of one room in one process.

    A clientID belongs to whoever asserted it first: later only the same person may assert it, as
    a tab does that reconnects before its old socket is seen to be dead. A connection speaks for
    one clientID at a time; what it says of others, as y-websocket clients do when they repeat
    what they heard, is dropped. `connection` is anything hashable.
    """

    def __init__(self) -> None:
        self._present: dict[int, _Present] = {}
        self._client_of: dict[Hashable, int] = {}
        # The last clock and the user of those who have gone, the longest gone first.
        self._gone: dict[int, tuple[int, str]] = {}

    def claim(
        self, connection: Hashable, identity: Identity, payload: bytes
    ) -> list[AwarenessEntry]:
        """Take what a connection says of itself; return what everybody must hear.

        Raises ProtocolError when the payload cannot be read.
        """
        changed: list[AwarenessEntry] = []
        for client, clock, text in _read(payload, LIMITS):
            if not self._may_claim(connection, identity, client):
                continue
            state = _state(text, LIMITS)
            if state is None:
                changed += self._retract(connection, clock)
            else:
                entry = AwarenessEntry(client, clock, _signed(state, identity))
                changed += self._claim_one(connection, identity, entry)
        return changed

    def leave(self, connection: Hashable) -> list[AwarenessEntry]:
        """Forget a connection; return the removal that everybody must hear, if any."""
        return self._retract(connection, 0)

    def remote(self, process: str, payload: bytes, now: float) -> list[AwarenessEntry]:
        """Take what another process says of its clients; return what clients here must hear.

        `now` is in seconds, as for `expire`. Raises ProtocolError.
        """
        changed: list[AwarenessEntry] = []
        for entry in decode(payload, _RELAY_LIMITS):
            present = self._present.get(entry.client)
            clock = self._clock(entry.client)
            if entry.state is None:
                if present and present.process == process:
                    changed.append(self._remove(entry.client, max(entry.clock, clock)))
            elif entry.clock > clock or (entry.clock == clock and not present):
                self._put(_Present(entry, _user_id(entry.state), None, process, now))
                changed.append(entry)
            elif present and present.process == process:
                self._present[entry.client] = replace(present, heard=now)
        return changed

    def expire(self, now: float) -> list[AwarenessEntry]:
        """Remove clients of other processes that were not heard of for REMOTE_SECONDS."""
        silent = [
            (client, present.entry.clock)
            for client, present in self._present.items()
            if present.process is not None and now - present.heard > REMOTE_SECONDS
        ]
        return [self._remove(client, clock) for client, clock in silent]

    def local(self) -> list[AwarenessEntry]:
        """Return the clients of this process, for the others."""
        return [present.entry for present in self._present.values() if present.process is None]

    def clients(self) -> Collection[int]:
        """The clientIDs that are present."""
        return self._present.keys()

    def client_of(self, connection: Hashable) -> int | None:
        """The clientID that a connection speaks for."""
        return self._client_of.get(connection)

    def person_of(self, client: int) -> str | None:
        """The id of the person who asserts a clientID, or has asserted it before."""
        if client in self._present:
            return self._present[client].user_id
        return self._gone[client][1] if client in self._gone else None

    def is_present(self, client: int) -> bool:
        """Whether anybody asserts a clientID now."""
        return client in self._present

    def connection_of(self, client: int) -> Hashable | None:
        """The connection that speaks for a clientID; None when no one of this process does."""
        return self._present[client].connection if client in self._present else None

    def editing(self) -> list[Identity]:
        """Return everybody who has put a cursor into the text since they came, once, by id.

        An editor says where its cursor is, or that it has none now; readers say neither.
        """
        states = [present.entry.state or {} for present in self._present.values()]
        users = [state["user"] for state in states if "cursor" in state]
        people = {user["id"]: Identity(user["id"], user["name"], user["color"]) for user in users}
        return [people[key] for key in sorted(people)]

    def snapshot(self) -> bytes:
        """Encode everybody, for somebody who has just come."""
        return encode([present.entry for present in self._present.values()])

    def _may_claim(self, connection: Hashable, identity: Identity, client: int) -> bool:
        if connection in self._client_of:
            return self._client_of[connection] == client
        if client in self._present:
            return self._present[client].user_id == identity.id
        return client not in self._gone or self._gone[client][1] == identity.id

    def _claim_one(
        self, connection: Hashable, identity: Identity, entry: AwarenessEntry
    ) -> list[AwarenessEntry]:
        clock = self._clock(entry.client)
        if entry.clock <= clock:
            present = self._present.get(entry.client)
            if present and present.process is None and present.entry.state == entry.state:
                self._put(replace(present, connection=connection))
                return []
            # Its connection is the only authority for a clientID and its messages come in order,
            # so this is news. Other clients believe only a higher clock than that of the removal
            # which they may have heard when the connection was lost.
            entry = replace(entry, clock=clock + 1)
        self._put(_Present(entry, identity.id, connection))
        return [entry]

    def _clock(self, client: int) -> int:
        if client in self._present:
            return self._present[client].entry.clock
        return self._gone.get(client, (-1, ""))[0]

    def _put(self, present: _Present) -> None:
        client = present.entry.client
        self._unbind(client)
        self._gone.pop(client, None)
        self._present[client] = present
        if present.process is None:
            self._client_of[present.connection] = client

    def _retract(self, connection: Hashable, clock: int) -> list[AwarenessEntry]:
        client = self._client_of.get(connection)
        if client is None:
            return []
        # Not one clock further: that would outdo the state of a client that comes back at once.
        return [self._remove(client, max(clock, self._clock(client)))]

    def _remove(self, client: int, clock: int) -> AwarenessEntry:
        self._unbind(client)
        self._gone[client] = clock, self._present.pop(client).user_id
        if len(self._gone) > _REMEMBERED:
            del self._gone[next(iter(self._gone))]
        return AwarenessEntry(client, clock, None)

    def _unbind(self, client: int) -> None:
        if client in self._present:
            self._client_of.pop(self._present[client].connection, None)


def _read(payload: bytes, limits: Limits) -> list[tuple[int, int, bytes]]:
    """Read (clientID, clock, JSON) of each entry, without those beyond the limits."""
    reader = Reader(payload)
    try:
        count = reader.var_uint()
        if count > limits.presence_clients:
            raise Malformed(f"{count} clients")
        entries = [(reader.var_uint(), reader.var_uint(), reader.var_bytes()) for _ in range(count)]
        reader.finish()
    except Malformed as error:
        raise ProtocolError(f"presence: {error}") from None
    return [
        (client, clock, text)
        for client, clock, text in entries
        if clock <= limits.clock and len(text) <= limits.presence_state_bytes
    ]


def _state(text: bytes, limits: Limits) -> State | None:
    try:
        state = strict_json.loads(text.decode(), limits.json_depth)
    except (UnicodeDecodeError, Malformed):
        raise ProtocolError("presence: a state that is not JSON") from None
    if state is not None and not isinstance(state, dict):
        raise ProtocolError("presence: a state that is not an object")
    return state


def _signed(state: State, identity: Identity) -> State:
    """Put the server's word for who somebody is in place of the client's."""
    claimed = state.get("user")
    user = claimed if isinstance(claimed, dict) else {}
    color = user.get("color")
    if not isinstance(color, str) or not _SAFE_COLOR.fullmatch(color):
        color = identity.color
    return {**state, "user": {**user, "id": identity.id, "name": identity.name, "color": color}}


def _user_id(state: State) -> str:
    """Return whose client another process, which has signed the state, says this is."""
    return str(state["user"]["id"])
