"""The servers of others."""

import os
import signal
import socket
import subprocess
import uuid
from abc import abstractmethod
from collections.abc import Sequence
from pathlib import Path

from bench import machine
from bench.histories import History
from bench.install import BENCH, NODE, PYCRDT_WEBSOCKET, WORK
from bench.server import Document, Server, Storing
from bench.stores import Stores
from collab.embedded import process
from collab.embedded.paths import DATABASE, DATABASE_USER
from collab.embedded.progress import SetupError
from collab.embedded.web import free_port

START_SECONDS = 30.0
STOP_SECONDS = 15.0


class Peer(Server):
    """A server of others: one process, started by a command, that listens on PORT."""

    def __init__(self, stores: Stores) -> None:
        super().__init__(stores)
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @abstractmethod
    def command(self) -> list[str | Path]:
        """What starts it."""

    def environment(self) -> dict[str, str]:
        """What it finds in its environment."""
        return {}

    def start(self) -> None:
        """Start it and wait until it listens."""
        environment = {**os.environ, "PORT": str(self.port), **self.environment()}
        with machine.on(machine.SERVER_CORES), (WORK / f"{self.name}.log").open("wb") as log:
            self.process = process.start(self.command(), log=log, environment=environment)
        if not process.wait_until(self._listens, START_SECONDS):
            self.stop()
            raise SetupError(f"{self.title} does not start; its log is {log.name}.")

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def stop(self) -> None:
        """Stop it."""
        if self.process is not None:
            process.stop(self.process, signal.SIGTERM, STOP_SECONDS)

    def processes(self) -> list[int]:
        """Its process."""
        assert self.process is not None
        return [self.process.pid]

    def new_documents(self, count: int) -> list[str]:
        """Names nobody has used."""
        return [f"bench-{uuid.uuid4()}" for _ in range(count)]

    def seats(self, names: Sequence[str], people: int) -> list[Document]:
        """Seats anybody may take: none of the peers asks who comes."""
        return [
            {"name": name, "seats": [{"url": self.url(name), "token": "none"}] * people}
            for name in names
        ]

    def url(self, name: str) -> str:
        """Where a document is."""
        return f"ws://127.0.0.1:{self.port}/{name}"


class Hocuspocus(Peer, Storing):
    """The main peer: Hocuspocus with Redis and Postgres."""

    name = "hocuspocus"
    title = "Hocuspocus + Redis + Postgres"
    protocol = "hocuspocus"
    store = "table"

    def command(self) -> list[str | Path]:
        """Our script around it."""
        return [NODE, BENCH / "peers" / "hocuspocus.js"]

    def environment(self) -> dict[str, str]:
        """Where the stores are."""
        return {
            "POSTGRES_SOCKETS": str(self.given.postgres.sockets),
            "POSTGRES_DATABASE": DATABASE,
            "POSTGRES_USER": DATABASE_USER,
            "REDIS_SOCKET": str(self.given.redis.socket),
        }

    def url(self, name: str) -> str:
        """One address for all documents."""
        return f"ws://127.0.0.1:{self.port}/"

    def write(self, history: History) -> str:
        """The full state, which is all it stores."""
        (name,) = self.new_documents(1)
        with self.given.connect() as connection:
            connection.execute(
                "INSERT INTO peer_documents (name, data) VALUES (%s, %s)", (name, history.state)
            )
        return name


class YWebsocket(Peer):
    """The server of y-websocket, in memory."""

    name = "y-websocket"
    title = "y-websocket server"
    protocol = "y-websocket"

    def command(self) -> list[str | Path]:
        """Its own script."""
        return [NODE, BENCH / "node_modules" / "@y" / "websocket-server" / "src" / "server.js"]

    def environment(self) -> dict[str, str]:
        """Where to listen."""
        return {"HOST": "127.0.0.1"}


class PycrdtWebsocket(Peer):
    """pycrdt-websocket, in memory."""

    name = "pycrdt-websocket"
    title = "pycrdt-websocket"
    protocol = "y-websocket"

    def command(self) -> list[str | Path]:
        """Our script around it."""
        return [PYCRDT_WEBSOCKET, BENCH / "peers" / "pycrdt_websocket.py"]
