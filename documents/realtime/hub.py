"""All open documents of one process, and its ties to the database, the relay and the workers."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from uuid import UUID

import psycopg
from django.conf import settings
from psycopg_pool import PoolTimeout

from documents import relay, storage
from documents.realtime.editing import Editing
from documents.realtime.housekeeping import collect_files
from documents.realtime.live_room import LiveRoom, Services
from documents.realtime.loader import CONNECT_SECONDS, Unavailable
from documents.realtime.log_writer import LogWriter
from documents.replica.pool import Pool
from documents.services import checkpoints

logger = logging.getLogger(__name__)

POLL_SECONDS = 1.0
"""How often the database is asked about all open documents: the relay may have lost its word."""
LINGER_LOOKS = 30
"""For how many polls a room stays open without connections, for people who reload the page."""


class Hub:
    """Opens rooms, keeps them in step with the log, and closes them when nobody is there."""

    def __init__(self) -> None:
        self._relay = relay.Relay(self._relayed)
        database = storage.open_pool()
        self._services = Services(
            database=database,
            replicas=Pool(settings.COLLAB_REPLICA_WORKERS),
            writer=LogWriter(database),
            relay=self._relay,
        )
        self._rooms: dict[UUID, asyncio.Task[LiveRoom]] = {}
        self._idle_looks: dict[UUID, int] = {}
        self._gone_quiet: list[UUID] = []
        self._editing = Editing()
        self._tasks: list[asyncio.Task[None]] = []
        self._poll_now = asyncio.Event()

    async def start(self) -> None:
        """Start the workers and the tasks that run as long as the process."""
        await self._services.database.open()
        await self._services.replicas.start()
        await self._relay.join(relay.EVERYWHERE)
        services = self._services
        ours = (self._poll, self._compact, self._record_editing, collect_files)
        for work in (services.writer.run, self._relay.listen, *ours):
            self._tasks.append(asyncio.create_task(keep_running(work)))

    async def open(self, document_id: UUID) -> LiveRoom:
        """The document's room, loaded at most once however many ask; raises Unavailable."""
        opening = self._rooms.get(document_id)
        if opening is None or ((room := _opened(opening)) and room.closed):
            opening = asyncio.create_task(self._open(document_id))
            self._rooms[document_id] = opening
        try:
            return await asyncio.shield(opening)
        except Unavailable:
            if self._rooms.get(document_id) is opening:
                del self._rooms[document_id]
            raise

    async def _open(self, document_id: UUID) -> LiveRoom:
        room = LiveRoom(document_id, self._services)
        # Joined before loading: what is committed meanwhile is heard of, or seen by the load.
        await self._relay.join(document_id)
        await room.open()
        return room

    def _live(self) -> dict[UUID, LiveRoom]:
        rooms = {document_id: _opened(opening) for document_id, opening in self._rooms.items()}
        return {document_id: room for document_id, room in rooms.items() if room}

    def _relayed(self, document_id: UUID, message: relay.Message) -> None:
        if message["type"] == relay.CHANGED:
            self._poll_now.set()
            return
        opening = self._rooms.get(document_id)
        if opening is None:
            return
        if not opening.done():
            # The answer to who else is there comes sooner than the document.
            opening.add_done_callback(lambda _: self._relayed(document_id, message))
        elif room := _opened(opening):
            room.relayed(message)

    async def _poll(self) -> None:
        while True:
            await self._look()
            try:
                async with asyncio.timeout(POLL_SECONDS):
                    await self._poll_now.wait()
            except TimeoutError:
                pass
            self._poll_now.clear()

    async def _look(self) -> None:
        """Compare every open document with the database; close rooms that nobody needs."""
        rooms = self._live()
        await self._close_idle(rooms)
        if not rooms:
            return
        try:
            async with self._services.database.connection(CONNECT_SECONDS) as connection:
                found = await storage.states(connection, list(rooms))
                outdated = await storage.outdated(connection, *_credentials(rooms.values()))
        except (psycopg.Error, PoolTimeout) as error:
            logger.warning("The database cannot be asked about open documents: %s", error)
            return
        states = {state.document_id: state for state in found}
        for document_id, room in rooms.items():
            room.expel(outdated)
            room.noticed(states.get(document_id))
            room.presence.expire()
        for document_id in (relay.EVERYWHERE, *rooms):
            if not await self._relay.join(document_id):
                break  # the next look will do; meanwhile the log is followed

    async def _close_idle(self, rooms: dict[UUID, LiveRoom]) -> None:
        for document_id, room in list(rooms.items()):
            looks = self._idle_looks.pop(document_id, 0) + 1 if room.room.idle else 0
            if looks > LINGER_LOOKS or room.closed:
                del rooms[document_id], self._rooms[document_id]
                if checkpoints.is_due(room.tail, room.checkpoint_size, quiet=True):
                    self._gone_quiet.append(document_id)
                await self._services.replicas.drop(document_id)
                await self._relay.leave(document_id)
            elif looks:
                self._idle_looks[document_id] = looks

    async def _compact(self) -> None:
        """Keep tails short, one document at a time, in a process made for it."""
        while True:
            quiet, self._gone_quiet = self._gone_quiet, []
            for document_id in quiet:
                await self._checkpoint(document_id)
            for document_id, room in self._live().items():
                if checkpoints.is_due(room.tail, room.checkpoint_size, quiet=False):
                    room.tail = 0
                    compacted = await self._checkpoint(document_id)
                    room.checkpoint_size = compacted.size if compacted else room.checkpoint_size
            await asyncio.sleep(POLL_SECONDS)

    async def _record_editing(self) -> None:
        """Tell lists of documents who is editing which."""
        while True:
            rooms = self._live().items()
            await self._editing.record({key: room.presence.editing() for key, room in rooms})
            await asyncio.sleep(POLL_SECONDS)

    async def _checkpoint(self, document_id: UUID) -> checkpoints.Compacted | None:
        services = self._services
        try:
            return await checkpoints.compact(services.database, services.replicas, document_id)
        except checkpoints.NotCompacted as reason:
            logger.error("Document %s was not compacted: %s", document_id, reason)
            return None


def _opened(opening: asyncio.Task[LiveRoom]) -> LiveRoom | None:
    """The room, once it has been loaded."""
    if opening.done() and not opening.cancelled() and opening.exception() is None:
        return opening.result()
    return None


async def keep_running(work: Callable[[], Awaitable[None]], pause: float = POLL_SECONDS) -> None:
    """Do something that never ends, and begin again after a fault: the process depends on it."""
    while True:
        try:
            await work()
        except Exception:
            logger.exception("Beginning again after a fault")
            await asyncio.sleep(pause)


def _credentials(rooms: Iterable[LiveRoom]) -> tuple[set[tuple[int, int]], set[str]]:
    """What connections rest on: accounts with their access versions, and keys of sessions."""
    actors = [connection.actor for room in rooms for connection in room.connections()]
    people = {(a.user_id, a.access_version) for a in actors if a.user_id is not None}
    return people, {a.session for a in actors if a.session is not None}


_hubs: dict[asyncio.AbstractEventLoop, asyncio.Task[Hub]] = {}


async def get_hub() -> Hub:
    """Return this process's hub, started by the first socket: Daphne announces no start-up."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        _hubs[loop] = asyncio.create_task(_started())
    try:
        return await asyncio.shield(_hubs[loop])
    except Exception:
        _hubs.pop(loop, None)
        raise


async def _started() -> Hub:
    hub = Hub()
    await hub.start()
    return hub
