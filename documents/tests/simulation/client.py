"""A client of the simulation: a real replica that counts acknowledgements as Hocuspocus does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pycrdt import Array, Doc, TransactionEvent

from documents.core.messages import ServerMessage, SyncStatus, SyncStep1, SyncStep2, Update
from documents.core.update import decode_state_vector, is_missing_parents, parse
from documents.tests.core.updates import item, section, text, update, var
from documents.tests.simulation.log import Log
from documents.tests.simulation.world import Line, World

if TYPE_CHECKING:
    from documents.tests.simulation.process import Process

RETRY = 0.5
RENEW = 15.0
"""How often clients say again that they are there (`awareness.js` of y-protocols)."""


class Session:
    """One connection of a client to a process, with a line in either direction."""

    def __init__(self, client: Client, process: Process) -> None:
        self.client = client
        self.process = process
        self.up = Line(client.world, client.latency)
        self.down = Line(client.world, client.latency)

    def to_server(self, message: SyncStep1 | SyncStep2 | Update) -> None:
        """Send a message up."""
        deliver = self.process.alive_then(lambda: self.process.received(self, message))
        self.up.send(deliver)

    def assert_presence(self) -> None:
        """Say under which clientID the client writes."""
        self.up.send(self.process.alive_then(lambda: self.process.present(self)))

    def to_client(self, message: ServerMessage) -> None:
        """Send a message down."""
        self.down.send(lambda: self.client.received(self, message))

    def rescope(self, writable: bool) -> None:
        """Nothing: a client of the simulation types whether it may or not."""

    def break_off(self) -> None:
        """Cut both lines; either side notices later."""
        if self.up.cut:
            return
        self.up.cut = self.down.cut = True
        world = self.client.world
        world.soon(0.3, self.process.alive_then(lambda: self.process.leave(self)))
        world.soon(0.3, lambda: self.client.disconnected(self))


class Client:
    """A person who types words into a list, and remembers which of them were acknowledged.

    What one does reaches its `peers` past the server, and they tell the server of it, as clients do
    that are tied to each other by another provider as well.
    """

    hostile = False

    def __init__(
        self, world: World, log: Log, name: str, number: int, processes: list[Process]
    ) -> None:
        self.world = world
        self.log = log
        self.processes = processes
        self.name = name
        self.number = number
        self.latency = 0.03
        self.has_presence = True
        self.peers: list[Client] = []
        self.session: Session | None = None
        self.unsynced = 0
        self.typed = 0
        self.inserted: set[str] = set()
        self.deleted: set[str] = set()
        self.acknowledged: tuple[set[str], set[str]] = (set(), set())
        self._doc: Doc[Array[str]] = Doc(client_id=number)
        self._words = self._doc.get("words", type=Array)
        self._subscription = self._doc.observe(self._changed)
        self._receiving = False
        self._overheard: dict[int, int] = {}

    @property
    def words(self) -> list[str]:
        """The document as this person sees it."""
        return list(self._words)

    @property
    def saved(self) -> bool:
        """What the page says: everything here is in the log."""
        return self.session is not None and self.unsynced == 0

    # Typing

    def type(self) -> None:
        """Insert a word somewhere, or now and then delete one."""
        if len(self._words) > 3 and self.world.chance(0.25):
            place = self.world.random.randrange(len(self._words))
            self.deleted.add(self._words[place])
            del self._words[place]
            return
        self.typed += 1
        word = f"{self.name}{self.typed}"
        self.inserted.add(word)
        self._words.insert(self.world.random.randint(0, len(self._words)), word)

    def _changed(self, event: TransactionEvent) -> None:
        if self._receiving:
            return
        update = event.update
        for peer in self.peers:
            self.world.soon(0.05, lambda p=peer: p.overhear(update))  # type: ignore[misc]
        if self.session is not None:
            self.unsynced += 1
            self.session.to_server(Update(update))

    def overhear(self, update: bytes) -> None:
        """Take what a peer did, unless something before it was lost; the server is told."""
        if is_missing_parents(parse(update), self._clocks()):
            return
        self._doc.apply_update(update)
        self._overheard = self._clocks()

    def _clocks(self) -> dict[int, int]:
        return decode_state_vector(self._doc.get_state())

    # The connection

    def connect(self, process: Process) -> None:
        """Open a session, ask for what is missing; try elsewhere when that fails."""
        if self.session is not None:
            return
        session = Session(self, process)
        version = self.log.access_version
        if not process.join(session, self.name in self.log.writers, version):
            self.world.soon(RETRY, self.reconnect)
            return
        self.session = session
        # As while a token is fetched: what is typed now is sent at once, ahead of the step 1.
        self.world.soon(0.05, lambda: self._start_sync(session))

    def _start_sync(self, session: Session) -> None:
        if session is self.session:
            self.unsynced = 1
            if self.has_presence:
                self._keep_present(session)
            session.to_server(SyncStep1(self._doc.get_state()))

    def _keep_present(self, session: Session) -> None:
        if session is self.session:
            session.assert_presence()
            self.world.after(RENEW, lambda: self._keep_present(session))

    def reconnect(self) -> None:
        """Connect to any process."""
        self.connect(self.world.random.choice(self.processes))

    def disconnect(self) -> None:
        """Lose the network for a moment."""
        if self.session:
            self.session.break_off()

    def disconnected(self, session: Session) -> None:
        """Notice that the line is dead."""
        if self.session is session:
            self.session = None
            self.world.soon(RETRY, self.reconnect)

    def received(self, session: Session, message: ServerMessage) -> None:
        """Take a message from the server."""
        if session is not self.session:
            return
        match message:
            case SyncStep1(state_vector):
                session.to_server(SyncStep2(self._doc.get_update(state_vector)))
            case SyncStep2(update) | Update(update):
                self.apply(update)
            case SyncStatus(saved):
                self._acknowledged(saved)

    def apply(self, update: bytes) -> None:
        """Apply what the server sent; all of it must be durable by now."""
        self._receiving = True
        self._doc.apply_update(update)
        self._receiving = False
        for client, clock in self._clocks().items():
            durable = max(self.log.known.get(client, 0), self._overheard.get(client, 0))
            seen_too_early = client != self.number and clock > durable
            assert not seen_too_early, f"{self.name} sees of {client} what a crash could take back"

    def _acknowledged(self, saved: bool) -> None:
        if saved and self.unsynced:
            self.unsynced -= 1
        if self.unsynced == 0:
            own = self._clocks().get(self.number, 0)
            assert own <= self.log.known.get(self.number, 0), f"{self.name} is told too early"
            self.acknowledged = (set(self.inserted), set(self.deleted))


class Forger(Client):
    """Somebody who writes under other people's clientIDs, where they would write next."""

    hostile = True

    def forge(self, victim: Client) -> None:
        """Say something in a victim's name, in an update or a step 2."""
        word = item(8, var(1) + b"\x77" + text("forged"), root="words")
        forged = update(section(victim.number, self._clocks().get(victim.number, 0), word))
        if self.session:
            is_live = self.world.chance(0.5)
            self.session.to_server(Update(forged) if is_live else SyncStep2(forged))
