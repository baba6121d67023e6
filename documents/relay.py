"""Fan-out between processes over the channel layer: a doorbell, never the truth.

Every process joins the group of each document it has open with one channel, whatever the number
of its connections. Messages may be lost, doubled or late; a process that misses one finds out from
the log. So nothing here raises when Redis is away.
"""

import asyncio
import hashlib
import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

logger = logging.getLogger(__name__)

RETRY_SECONDS = 1.0

Message = dict[str, Any]
"""A message of the channel layer: `type`, `document`, `process`, and what belongs to its type."""

ROWS = "rows"
"""Committed rows: `first`, `last`, `update`."""
AWARENESS = "awareness"
"""Presence of a process's connections: `payload`."""
QUERY_AWARENESS = "query_awareness"
"""A process has just opened the document and asks who is there."""
CHANGED = "changed"
"""Access, title or trash changed: read them again."""


def group_of(document_id: UUID) -> str:
    """The group that all processes with this document open belong to."""
    return f"document.{hashlib.blake2s(document_id.bytes, digest_size=16).hexdigest()}"


def changed(document_id: UUID) -> None:
    """Ring for a change of access, title or trash; call it after the commit."""
    async_to_sync(_send)(document_id, {"type": CHANGED, "process": ""})


async def _send(document_id: UUID, message: Message) -> bool:
    message["document"] = str(document_id)
    try:
        await get_channel_layer().group_send(group_of(document_id), message)
    except Exception:  # every fault of the layer and of Redis is one case: the log will tell
        logger.warning("The relay is away; other processes follow through the log", exc_info=True)
        return False
    return True


class Relay:
    """One process's place among the others."""

    def __init__(self, receive: Callable[[UUID, Message], None]) -> None:
        self.process = uuid4().hex
        self._receive = receive
        self._channel: str | None = None
        self._joined: set[UUID] = set()

    async def join(self, document_id: UUID) -> bool:
        """Take part in a document's group; False when the layer is away (try again later)."""
        if document_id in self._joined:
            return True
        try:
            await get_channel_layer().group_add(group_of(document_id), await self._own_channel())
        except Exception:
            logger.warning("The relay is away; following the log instead", exc_info=True)
            return False
        self._joined.add(document_id)
        return await self.publish(document_id, QUERY_AWARENESS)

    async def leave(self, document_id: UUID) -> None:
        """Leave a document's group."""
        if document_id not in self._joined:
            return
        self._joined.discard(document_id)
        try:
            await get_channel_layer().group_discard(
                group_of(document_id), await self._own_channel()
            )
        except Exception:
            logger.warning("The relay is away; leaving without a word", exc_info=True)

    async def publish(self, document_id: UUID, kind: str, **content: Any) -> bool:
        """Tell the other processes; False when the layer is away."""
        return await _send(document_id, {"type": kind, "process": self.process, **content})

    async def listen(self) -> None:
        """Hand over what the others publish, for as long as the process runs."""
        while True:
            try:
                message = await get_channel_layer().receive(await self._own_channel())
            except Exception:
                logger.warning("The relay is away; following the log instead", exc_info=True)
                await asyncio.sleep(RETRY_SECONDS)
                continue
            if message["process"] != self.process:
                self._receive(UUID(message["document"]), message)

    async def _own_channel(self) -> str:
        if self._channel is None:
            self._channel = await get_channel_layer().new_channel()
        return self._channel
