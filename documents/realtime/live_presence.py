"""A room's presence with its I/O: what changes is gathered for a moment, then told to everybody."""

import asyncio
from collections.abc import Callable, Iterable
from time import monotonic

from documents.core.messages import Awareness
from documents.core.presence import AwarenessEntry, Identity, Presence, encode
from documents.realtime.connection import Connection, broadcast

FLUSH_SECONDS = 0.06
"""Cursors move often and matter little: many movements make one message."""


class LivePresence:
    """Who is in one room, here and in the other processes.

    `connections` names those to tell; `publish(payload)` tells the other processes.
    """

    def __init__(
        self,
        presence: Presence,
        connections: Callable[[], Iterable[Connection]],
        publish: Callable[[bytes], None],
    ) -> None:
        self._presence = presence
        self._connections = connections
        self._publish = publish
        self._news: dict[int, AwarenessEntry] = {}
        self._local_news: dict[int, AwarenessEntry] = {}
        self._flushing = False

    def received(self, connection: Connection, payload: bytes) -> None:
        """Take what a client says of itself; raises ProtocolError."""
        self._tell(self._presence.claim(connection, connection.identity, payload), local=True)

    def left(self, connection: Connection) -> None:
        """Tell everybody that a connection is gone."""
        self._tell(self._presence.leave(connection), local=True)

    def relayed(self, process: str, payload: bytes) -> None:
        """Take what another process says of its clients; raises ProtocolError."""
        self._tell(self._presence.remote(process, payload, monotonic()))

    def expire(self) -> None:
        """Drop clients of processes that have fallen silent."""
        self._tell(self._presence.expire(monotonic()))

    def everybody(self) -> Awareness:
        """The presence of all, for somebody who has just come."""
        return Awareness(self._presence.snapshot())

    def editing(self) -> list[Identity]:
        """Who is editing, here and in the other processes."""
        return self._presence.editing()

    def announce(self) -> None:
        """Tell the other processes who is here, be it nobody: the document is open here."""
        self._publish(encode(self._presence.local()))

    def _tell(self, entries: Iterable[AwarenessEntry], *, local: bool = False) -> None:
        news = {entry.client: entry for entry in entries}
        self._news |= news
        if local:
            self._local_news |= news
        if self._news and not self._flushing:
            self._flushing = True
            asyncio.get_running_loop().call_later(FLUSH_SECONDS, self._flush)

    def _flush(self) -> None:
        self._flushing = False
        news, self._news = self._news, {}
        broadcast(self._connections(), Awareness(encode(news.values())))
        local, self._local_news = self._local_news, {}
        if local:
            self._publish(encode(local.values()))
