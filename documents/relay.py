"""Fan-out between processes over the channel layer: a doorbell, never the truth.

Every process joins the group of each document it has open with one channel, whatever the number
of its connections. Messages may be lost, doubled or late; a process that misses one finds out from
the log. So nothing here raises, or waits for long, when Redis is away.

Most documents are open in one process only. So a process asks now and then who else has a document
open, everybody answers, and nothing is published where nobody was heard of. Whoever is heard of for
the first time has missed what was said before, and is answered as if it had asked.
"""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from documents.core.neighbours import Neighbours

logger = logging.getLogger(__name__)

PATIENCE = 1.0
"""Seconds that the layer is given for anything, and between attempts to hear from it."""
ASK_SECONDS = 30.0
"""How often to ask who else has a document open."""

Message = dict[str, Any]
"""A message of the channel layer: `type`, `document`, `process`, and what belongs to its type."""

ROWS = "rows"
"""Committed rows: `first`, `last`, `update`."""
AWARENESS = "awareness"
"""Presence of a process's connections: `payload`."""
QUERY_AWARENESS = "query_awareness"
"""A process asks who is there, and has the document open itself."""
CHANGED = "changed"
"""Access, title, trash or an account changed: read them again."""


EVERYWHERE = UUID(int=0)
"""Stands for a document that every process has open: for changes of accounts and sessions."""


def group_of(document_id: UUID) -> str:
    """The group that all processes with this document open belong to."""
    return f"document.{hashlib.blake2s(document_id.bytes, digest_size=16).hexdigest()}"


def changed(document_id: UUID) -> None:
    """Ring for a change of access, title or trash, or EVERYWHERE; call it after the commit."""
    message = {"type": CHANGED, "document": str(document_id), "process": ""}
    async_to_sync(_Line().send)(document_id, message)


class _Line:
    """The way to the channel layer, which says once when it is lost and once when it is back."""

    def __init__(self) -> None:
        self._away = False

    async def attempt(self, work: Awaitable[Any]) -> bool:
        """Do something with the layer; False when it is away."""
        try:
            async with asyncio.timeout(PATIENCE):
                await work
        except Exception as error:  # every fault of the layer and of Redis is one case
            if not self._away:
                logger.warning("The relay is away, the log is followed instead: %r", error)
            self._away = True
            return False
        if self._away:
            logger.warning("The relay is back")
        self._away = False
        return True

    async def send(self, document_id: UUID, message: Message) -> bool:
        """Send a message to everybody with the document open."""
        return await self.attempt(get_channel_layer().group_send(group_of(document_id), message))


class Relay:
    """One process's place among the others."""

    def __init__(self, receive: Callable[[UUID, Message], None]) -> None:
        self.process = uuid4().hex
        self._receive = receive
        self._line = _Line()
        self._channel: str | None = None
        self._asked: dict[UUID, float] = {}
        self._neighbours: dict[UUID, Neighbours] = {}
        self._sending: set[asyncio.Task[None]] = set()

    async def join(self, document_id: UUID) -> bool:
        """Take part in a document's group, and ask again now and then who else does.

        False, to be tried again, when the layer is away.
        """
        if document_id not in self._asked:
            if not await self._line.attempt(self._add(document_id)):
                return False
            self._asked[document_id] = -ASK_SECONDS
            self._neighbours[document_id] = Neighbours()
        if monotonic() - self._asked[document_id] > ASK_SECONDS:
            await self.ask(document_id)
        return True

    async def ask(self, document_id: UUID) -> None:
        """Ask who else has a document open."""
        self._asked[document_id] = monotonic()
        await self._send(document_id, QUERY_AWARENESS)

    async def leave(self, document_id: UUID) -> None:
        """Leave a document's group."""
        self._neighbours.pop(document_id, None)
        if self._asked.pop(document_id, None) is not None:
            await self._line.attempt(self._discard(document_id))

    def publish(self, document_id: UUID, kind: str, **content: Any) -> None:
        """Tell the other processes, if there are any and they can be told; waits for nothing."""
        # In most rooms there is nobody to tell, at every edit.
        if self._has_listeners(document_id):
            task = asyncio.create_task(self._send(document_id, kind, **content))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)

    def _has_listeners(self, document_id: UUID) -> bool:
        neighbours = self._neighbours.get(document_id)
        return neighbours is not None and neighbours.any(monotonic())

    async def _send(self, document_id: UUID, kind: str, **content: Any) -> None:
        message = {"type": kind, "document": str(document_id), "process": self.process}
        await self._line.send(document_id, {**message, **content})

    async def listen(self) -> None:
        """Hand over what the others publish, for as long as the process runs."""
        while not await self._line.attempt(self._own_channel()):  # noqa: ASYNC110 (no event tells)
            await asyncio.sleep(PATIENCE)
        channel = await self._own_channel()
        while True:
            message = await get_channel_layer().receive(channel)
            if message["process"] != self.process:
                self._hear(UUID(message["document"]), message)

    def _hear(self, document_id: UUID, message: Message) -> None:
        neighbours = self._neighbours.get(document_id)
        # Changes of access are announced by whoever makes them, and by nobody with a room.
        if neighbours is not None and message["process"]:
            is_new = neighbours.heard(message["process"], monotonic())
            if is_new and message["type"] != QUERY_AWARENESS:
                self._receive(document_id, {**message, "type": QUERY_AWARENESS})
        self._receive(document_id, message)

    async def _add(self, document_id: UUID) -> None:
        await get_channel_layer().group_add(group_of(document_id), await self._own_channel())

    async def _discard(self, document_id: UUID) -> None:
        await get_channel_layer().group_discard(group_of(document_id), await self._own_channel())

    async def _own_channel(self) -> str:
        if self._channel is None:
            self._channel = await get_channel_layer().new_channel()
        return self._channel
