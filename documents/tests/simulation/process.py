"""A web process of the simulation: a real room over a simulated relay, log and replica worker."""

from collections.abc import Callable
from uuid import UUID

from documents.core import close_codes
from documents.core import effects as fx
from documents.core.check import Diff
from documents.core.messages import SyncStep1, SyncStep2, Update
from documents.core.neighbours import Neighbours
from documents.core.presence import AwarenessEntry, Identity, Presence, encode
from documents.core.room import Phase, Room
from documents.replica.errors import ReplicaLost
from documents.replica.replicas import Replicas
from documents.tests.simulation.client import Session
from documents.tests.simulation.log import Log
from documents.tests.simulation.relay import Relay
from documents.tests.simulation.world import Line, World

DOCUMENT = UUID(int=1)
POLL = 1.0
ASK = 30.0


class Process:
    """One process that can crash between any two steps.

    `life` counts its restarts: what belongs to an earlier life never happens.
    """

    def __init__(self, world: World, log: Log, relay: Relay, name: str) -> None:
        self.world = world
        self.log = log
        self.relay = relay
        self.name = name
        self.life = 0
        self.failing_commits = 0.0
        self.deadly_worker = 0.0
        relay.processes.append(self)
        self._start()

    def _start(self) -> None:
        self.life += 1
        self.alive = True
        self.presence = Presence()
        self.neighbours = Neighbours()
        self.room = Room(self.presence)
        self.replicas = Replicas()
        self.worker = Line(self.world, 0.004)
        # Not a set: its order would differ from run to run.
        self.sessions: dict[Session, None] = {}
        self._keep_asking()
        self._reload()
        self._poll()

    def crash(self) -> None:
        """Die now; clients find out later."""
        self.alive = False
        self.life += 1
        for session in self.sessions:
            session.break_off()

    def restart(self) -> None:
        """Come back with nothing but the log."""
        if not self.alive:
            self._start()

    def kill_worker(self) -> None:
        """Lose every replica, and whatever the worker was asked."""
        self.replicas = Replicas()

    def alive_then(self, action: Callable[[], None]) -> Callable[[], None]:
        """The action, but only in this life."""
        life = self.life
        return lambda: action() if self.life == life else None

    def later(self, slowest: float, action: Callable[[], None]) -> None:
        """Do something after a random delay, in this life."""
        self.world.soon(slowest, self.alive_then(action))

    # Clients

    def join(self, session: Session, writable: bool, access_version: int) -> bool:
        """Let a client in; False when it must try again later."""
        if not self.alive or self.room.phase is not Phase.LIVE:
            return False
        self.sessions[session] = None
        author = fx.Author(None, session.client.name)
        self._perform(
            self.room.join(
                session,
                author,
                access_version,
                person=session.client.name,
                writable=writable,
                echo=False,
            )
        )
        return True

    def leave(self, session: Session) -> None:
        """A client's line is found to be dead."""
        self.sessions.pop(session, None)
        self.room.leave(session)
        self._announce(self.presence.leave(session))

    def received(self, session: Session, message: SyncStep1 | SyncStep2 | Update) -> None:
        """A client's message arrives."""
        self._perform(self.room.received(session, message))

    def present(self, session: Session) -> None:
        """A client says under which clientID it writes."""
        name, number = session.client.name, session.client.number
        entry = AwarenessEntry(number, int(self.world.now * 1000), {})
        identity = Identity(name, name, "#000000")
        self._announce(self.presence.claim(session, identity, encode([entry])))

    # Other processes

    @property
    def _id(self) -> str:
        """What others know this life by."""
        return f"{self.name}.{self.life}"

    def _keep_asking(self) -> None:
        self._ask()
        self.world.after(ASK, self.alive_then(self._keep_asking))

    def _ask(self) -> None:
        name = self._id
        self.relay.tell(self, lambda process: process.asked(name))

    def _announce(self, entries: list[AwarenessEntry]) -> None:
        name, payload = self._id, encode(entries)
        if self.neighbours.any(self.world.now):
            self.relay.tell(self, lambda process: process.heard(name, payload))

    def _heard_of(self, process: str) -> None:
        if self.neighbours.heard(process, self.world.now):
            self._announce(self.presence.local())

    def asked(self, process: str) -> None:
        """Another process asks who is there."""
        self.neighbours.heard(process, self.world.now)
        self._announce(self.presence.local())

    def heard(self, process: str, payload: bytes) -> None:
        """Another process says who is there."""
        self._heard_of(process)
        self.presence.remote(process, payload, self.world.now)

    def relayed(self, process: str, first: int, last: int, update: bytes) -> None:
        """Another process has committed rows."""
        self._heard_of(process)
        self._perform(self.room.relayed(first, last, update))

    def _publish(self, first: int, last: int, update: bytes) -> None:
        name = self._id
        if self.neighbours.any(self.world.now):
            self.relay.tell(self, lambda process: process.relayed(name, first, last, update))

    # Effects

    def _poll(self) -> None:
        if self.log.access_version != self.room.access_version and self.room.phase is Phase.LIVE:
            self._perform(self.room.access_changed())
        effects = self.room.noticed(self.log.head, self.world.now)
        self._perform(effects)
        if any(isinstance(effect, fx.Fetch) for effect in effects):
            self._ask()  # whoever wrote did not know of this process
        self.presence.expire(self.world.now)
        self.world.after(POLL, self.alive_then(self._poll))

    def _perform(self, effects: list[fx.Effect]) -> None:
        for effect in effects:
            self._do(effect)

    def _do(self, effect: fx.Effect) -> None:
        match effect:
            case fx.Reply(Session() as session, message):
                session.to_client(message)
            case fx.Broadcast(connections, update):
                for connection in connections:
                    assert isinstance(connection, Session)
                    connection.to_client(Update(update))
            case fx.Close(Session() as session, code):
                # Only a worker that dies by chance can make an honest client look like another.
                hostile = session.client.hostile or self.deadly_worker
                assert code != close_codes.MALFORMED or hostile
                self.sessions.pop(session, None)
                session.break_off()
            case fx.Rescope(Session() as session, writable):
                session.rescope(writable)
            case fx.Wake(seconds):
                self.world.after(seconds, self.alive_then(self._tick))
            case fx.Check() | fx.Apply() | fx.Diff():
                self.worker.send(self.alive_then(lambda: self._work(effect)))
            case fx.Append():
                self.later(0.01, lambda: self._commit(effect))
            case fx.Publish(first, last, update):
                self._publish(first, last, update)
            case fx.Fetch(after):
                self.later(0.01, lambda: self._read(after))
            case fx.Reload():
                self._reload()
            case fx.Authorize(connections):
                self._authorize(connections)

    def _tick(self) -> None:
        self._perform(self.room.ticked())

    def _work(self, effect: fx.Check | fx.Apply | fx.Diff) -> None:
        culprit = self.world.chance(self.deadly_worker)
        if culprit:
            self.kill_worker()
        try:
            answer = self._ask_replica(effect)
        except ReplicaLost:
            self._perform(self.room.lost(effect, culprit=culprit))
        else:
            self.later(0.002, lambda: self._perform(answer()))

    def _ask_replica(self, effect: fx.Check | fx.Apply | fx.Diff) -> Callable[[], list[fx.Effect]]:
        match effect:
            case fx.Check(candidates):
                result = self.replicas.check(DOCUMENT, candidates)
                return lambda: self.room.checked(result)
            case fx.Apply(updates):
                self.replicas.apply(DOCUMENT, updates)
                return list
            case fx.Diff(ticket, state_vector):
                diff: Diff = self.replicas.diff(DOCUMENT, state_vector)
                return lambda: self.room.diffed(ticket, diff.update, diff.state_vector)

    def _commit(self, effect: fx.Append) -> None:
        """Commit, or not, and tell the room, or tell it that nobody knows."""
        fails = self.world.chance(self.failing_commits)
        if fails and self.world.chance(0.5):
            self.later(0.01, lambda: self._perform(self.room.failed()))
            return
        place = self.log.append(effect.rows, effect.access_version)
        if fails:
            self.later(0.01, lambda: self._perform(self.room.failed()))
        elif place is None:
            self.later(0.01, lambda: self._perform(self.room.refused()))
        else:
            self.later(0.01, lambda: self._perform(self.room.committed(*place)))

    def _read(self, after: int) -> None:
        rows = list(enumerate(self.log.rows[after:], after + 1))[:20]
        self.later(0.005, lambda: self._perform(self.room.fetched(rows)))

    def _reload(self) -> None:
        def load() -> None:
            sequence, checkpoint = self.log.checkpoint
            head, version = self.log.head, self.log.access_version
            rows = self.log.rows[sequence:]
            self.worker.send(
                self.alive_then(lambda: self.replicas.load(DOCUMENT, checkpoint, rows))
            )
            self.worker.send(
                self.alive_then(lambda: self._perform(self.room.loaded(head, version)))
            )

        self.later(0.01, load)

    def _authorize(self, connections: tuple[fx.Connection, ...]) -> None:
        def answer() -> None:
            version, writers = self.log.access_version, self.log.writers
            rights: dict[fx.Connection, bool | None] = {
                s: s.client.name in writers for s in connections if isinstance(s, Session)
            }
            self.later(0.01, lambda: self._perform(self.room.authorized(version, rights)))

        self.later(0.01, answer)

    def compact(self) -> None:
        """Store a checkpoint of the whole log."""
        sequence, checkpoint = self.log.checkpoint
        rows = self.log.rows[sequence:]
        if rows:
            self.log.checkpoint = (self.log.head, self.replicas.compact(checkpoint, rows))
