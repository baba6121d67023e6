"""A room with its I/O: carries out the effects of the state machine and feeds it the outcomes."""

import asyncio
import json
import logging
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import cast
from uuid import UUID

import psycopg
from django.db import Error as DatabaseError
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from documents import relay, storage
from documents.core import close_codes
from documents.core import effects as fx
from documents.core.messages import (
    Awareness,
    QueryAwareness,
    Stateless,
    SyncStep1,
    SyncStep2,
    Update,
)
from documents.core.presence import Presence
from documents.core.roles import Ability, can
from documents.core.room import Phase, Room
from documents.core.schema_version import SCHEMA_VERSION
from documents.realtime import gate
from documents.realtime.connection import Connection, broadcast
from documents.realtime.live_presence import LivePresence
from documents.realtime.loader import CONNECT_SECONDS, Unavailable, load_replica
from documents.realtime.log_writer import AccessMoved, CommitFailed, LogWriter
from documents.replica.errors import ReplicaLost, RowsRefused
from documents.replica.pool import Pool
from documents.services import access

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Services:
    """What every room of a process shares."""

    database: AsyncConnectionPool
    replicas: Pool
    writer: LogWriter
    relay: relay.Relay


class LiveRoom:
    """One open document in this process."""

    def __init__(self, document_id: UUID, services: Services) -> None:
        self.document_id = document_id
        self.services = services
        presence = Presence()
        self.room = Room(presence)
        self.presence = LivePresence(presence, self.connections, self._publish_presence)
        self.title = ""
        self.damaged = False
        self.tail = 0
        self.checkpoint_size = 0
        self._tasks: set[asyncio.Task[None]] = set()

    def connections(self) -> list[Connection]:
        """The connections that are in the room now."""
        return cast(list[Connection], list(self.room.members))

    # Connections

    def join(self, connection: Connection, grant: access.Grant) -> None:
        """Let a connection in, with what the gate has just granted it."""
        # Before any of the document: a page that knows less of it than we do must not take it in.
        connection.send(_note("schema", version=SCHEMA_VERSION))
        connection.send(_note("title", title=self.title))
        connection.send(self.presence.everybody())
        writable = self.may_write(grant)
        self._perform(
            self.room.join(
                connection,
                connection.author,
                grant.access_version,
                person=connection.identity.id,
                writable=writable,
                echo=connection.echo,
            )
        )

    def leave(self, connection: Connection) -> None:
        """Forget a connection and its presence."""
        self.room.leave(connection)
        self.presence.left(connection)

    def received(
        self,
        connection: Connection,
        message: SyncStep1 | SyncStep2 | Update | Awareness | QueryAwareness,
    ) -> None:
        """Take a message from a client."""
        match message:
            case Awareness(payload):
                self.presence.received(connection, payload)
            case QueryAwareness():
                connection.send(self.presence.everybody())
            case _:
                self._perform(self.room.received(connection, message))

    def may_write(self, grant: access.Grant) -> bool:
        """Whether somebody with this grant may write here; nobody may to a damaged document."""
        return can(grant.role, Ability.EDIT) and not self.damaged

    # Other processes

    def relayed(self, message: relay.Message) -> None:
        """Take a message of another process."""
        match message["type"]:
            case relay.ROWS:
                update = message["update"]
                self.tail += 1
                self._perform(self.room.relayed(message["first"], message["last"], update))
            case relay.AWARENESS:
                self.presence.relayed(message["process"], message["payload"])
            case relay.QUERY_AWARENESS:
                self.presence.announce()

    def noticed(self, state: storage.DocumentState | None) -> None:
        """Compare with what the database says now; None when the document is gone."""
        if state is None or state.access_version != self.room.access_version:
            self._perform(self.room.access_changed())
        if state is None:
            return
        effects = self.room.noticed(state.head, monotonic())
        self._perform(effects)
        if any(isinstance(effect, fx.Fetch) for effect in effects):
            self._start(self._ask_who_else())  # whoever wrote did not know of us
        if state.title != self.title:
            self.title = state.title
            for connection in self.connections():
                connection.send(_note("title", title=self.title))

    def expel(self, outdated: storage.Outdated) -> None:
        """Have those come back, if they can, whose account or session speaks for nobody now."""
        for connection in self.connections():
            actor = connection.actor
            person = (actor.user_id, actor.access_version)
            if person in outdated.people or actor.session in outdated.sessions:
                self.leave(connection)
                connection.close(close_codes.ACCESS_CHANGED)

    # Effects

    @property
    def closed(self) -> bool:
        """Whether the room has given up; a new one must be opened."""
        return self.room.phase is Phase.CLOSED

    async def open(self) -> None:
        """Load the document for the first time; raises Unavailable."""
        self._perform(await self._load())

    def _perform(self, effects: Iterable[fx.Effect]) -> None:
        for effect in effects:
            match effect:
                case fx.Reply(connection, message):
                    cast(Connection, connection).send(message)
                case fx.Broadcast(connections, update):
                    broadcast(cast(tuple[Connection, ...], connections), Update(update))
                case fx.Rescope(connection, writable):
                    cast(Connection, connection).rescope(writable)
                case fx.Close(connection, code):
                    self.presence.left(cast(Connection, connection))
                    cast(Connection, connection).close(code)
                case fx.Publish(first, last, update):
                    content = {"first": first, "last": last, "update": update}
                    self.services.relay.publish(self.document_id, relay.ROWS, **content)
                case fx.Wake(seconds):
                    asyncio.get_running_loop().call_later(seconds, self._tick)
                case _:
                    self._start(self._carry_out(effect))

    def _tick(self) -> None:
        self._perform(self.room.ticked())

    def _start(self, work: Coroutine[None, None, Iterable[fx.Effect]]) -> None:
        # Tasks take their first step in the order they were made, so requests reach the replica
        # in the order of the effects.
        task = asyncio.create_task(self._finish(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _finish(self, work: Coroutine[None, None, Iterable[fx.Effect]]) -> None:
        try:
            effects = await work
        except Exception:
            logger.exception("Document %s: closing the room after a fault", self.document_id)
            effects = self.room.unavailable()
        self._perform(effects)

    async def _carry_out(self, effect: fx.Effect) -> Iterable[fx.Effect]:
        match effect:
            case fx.Check() | fx.Apply() | fx.Diff():
                return await self._ask_replica(effect)
            case fx.Append(rows, access_version):
                return await self._append(rows, access_version)
            case fx.Fetch(after):
                return self.room.fetched(await self._rows_after(after))
            case fx.Reload():
                try:
                    return await self._load()
                except Unavailable as reason:
                    logger.error("Document %s is unavailable: %s", self.document_id, reason)
                    return self.room.unavailable()
            case fx.Authorize(connections):
                return await self._authorize(cast(tuple[Connection, ...], connections))
        raise AssertionError(f"no way to carry out {effect}")

    async def _ask_replica(self, effect: fx.Check | fx.Apply | fx.Diff) -> Iterable[fx.Effect]:
        replicas = self.services.replicas
        try:
            match effect:
                case fx.Check(candidates):
                    return self.room.checked(await replicas.check(self.document_id, candidates))
                case fx.Apply(updates):
                    await replicas.apply(self.document_id, updates)
                    return []
                case fx.Diff(ticket, state_vector):
                    diff = await replicas.diff(self.document_id, state_vector)
                    return self.room.diffed(ticket, diff.update, diff.state_vector)
        except ReplicaLost as lost:
            return self.room.lost(effect, culprit=lost.culprit)
        except RowsRefused:
            return self.room.lost(effect, culprit=False)  # loading will tell which, and why

    async def _append(
        self, rows: tuple[fx.LogRow, ...], access_version: int
    ) -> Iterable[fx.Effect]:
        writer = self.services.writer
        try:
            first, last = await writer.append(self.document_id, rows, access_version)
        except AccessMoved:
            return self.room.refused()
        except CommitFailed:
            return self.room.failed()
        self.tail += len(rows)
        return self.room.committed(first, last)

    async def _rows_after(self, sequence: int) -> list[tuple[int, bytes]]:
        try:
            async with self.services.database.connection(CONNECT_SECONDS) as connection:
                return await storage.rows_after(connection, self.document_id, sequence)
        except (psycopg.Error, PoolTimeout) as error:
            logger.warning("Document %s cannot catch up now: %s", self.document_id, error)
            return []

    async def _load(self) -> Iterable[fx.Effect]:
        services = self.services
        loaded = await load_replica(services.database, services.replicas, self.document_id)
        self.damaged = self.damaged or loaded.damaged
        self.tail, self.checkpoint_size = loaded.tail, loaded.checkpoint_size
        self.title = self.title or loaded.title
        return self.room.loaded(loaded.head, loaded.access_version)

    async def _authorize(self, connections: tuple[Connection, ...]) -> Iterable[fx.Effect]:
        """Ask the gate about everybody.

        The version is read first: a change made meanwhile is newer than it, and will be noticed.
        """
        try:
            async with self.services.database.connection(CONNECT_SECONDS) as connection:
                found = await storage.states(connection, [self.document_id])
            rights = await gate.ask(partial(self._rights, connections))
        except (psycopg.Error, PoolTimeout, DatabaseError) as error:
            logger.error("Document %s: the gate cannot be asked: %s", self.document_id, error)
            return self.room.unavailable()
        version = found[0].access_version if found else self.room.access_version
        return self.room.authorized(version, {c: rights[c.actor] for c in connections})

    def _rights(self, connections: Iterable[Connection]) -> dict[access.Actor, bool | None]:
        """Who may write, who may read, and who (None) may not even do that."""
        rights: dict[access.Actor, bool | None] = {}
        for actor in {connection.actor for connection in connections}:
            grant = access.grant(actor, self.document_id)
            rights[actor] = None if grant is None else self.may_write(grant)
        return rights

    def _publish_presence(self, payload: bytes) -> None:
        self.services.relay.publish(self.document_id, relay.AWARENESS, payload=payload)

    async def _ask_who_else(self) -> Iterable[fx.Effect]:
        await self.services.relay.ask(self.document_id)
        return []


def _note(kind: str, **said: str) -> Stateless:
    return Stateless(json.dumps({"type": kind, **said}))
