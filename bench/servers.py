"""The servers under test: how each is started, and where its clients connect."""

import os
import signal
import socket
import subprocess
import uuid
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, Literal

from bench import machine
from bench.install import BENCH, NODE, PYCRDT_WEBSOCKET, UVICORN, WORK
from bench.stores import Stores
from collab.embedded import process
from collab.embedded.paths import DATABASE, DATABASE_USER
from collab.embedded.progress import SetupError
from collab.embedded.web import Web, free_port

START_SECONDS = 30.0
STOP_SECONDS = 15.0
MAX_MESSAGE_BYTES = 32 * 1024 * 1024

Protocol = Literal["hocuspocus", "y-websocket"]
Document = dict[str, Any]
"""`{name, seats: [{url, token}]}`, as the generator takes it."""


class Server(ABC):
    """A server that can be started and stopped any number of times; documents may outlive it."""

    name: ClassVar[str]
    title: ClassVar[str]
    protocol: ClassVar[Protocol]
    stores: ClassVar[bool]
    """Whether documents are there again after a restart."""

    def __init__(self, stores: Stores) -> None:
        self.given = stores

    @abstractmethod
    def start(self) -> None:
        """Start on the server's core and wait until it answers; raises SetupError."""

    @abstractmethod
    def stop(self) -> None:
        """Stop, and wait until nothing is left of it."""

    @abstractmethod
    def processes(self) -> list[int]:
        """The process ids at its roots."""

    @abstractmethod
    def new_documents(self, count: int) -> list[str]:
        """Names of documents that are empty."""

    @abstractmethod
    def seats(self, names: Sequence[str], people: int) -> list[Document]:
        """These documents with seats for so many people each, good for some minutes."""


class Collab(Server):
    """Our server, exactly as `make run` and the container start it."""

    name = "daphne"
    title = "Collab (Daphne)"
    protocol = "hocuspocus"
    stores = True

    def __init__(
        self, stores: Stores, web_processes: int = 1, environment: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(stores)
        self.cores = machine.SERVER_CORES if web_processes == 1 else machine.ALL_CORES
        ports = [free_port() for _ in range(web_processes)]
        origins = ",".join(f"http://127.0.0.1:{port}" for port in ports)
        self.webs = [
            Web(
                "127.0.0.1",
                port,
                environment={
                    **os.environ, **self.surroundings(), **(environment or {}), "ORIGINS": origins,
                },
                max_message_bytes=MAX_MESSAGE_BYTES,
                log=(WORK / f"{self.name}.log").open("wb"),
            )
            for port in ports
        ]  # fmt: skip
        for web in self.webs:
            web.command = self.command(web)

    def surroundings(self) -> dict[str, str]:
        """What it needs in its environment beside the stores."""
        return {}

    def command(self, web: Web) -> list[str]:
        """The command of one web process."""
        return web.command

    def start(self) -> None:
        """Start the web processes."""
        with machine.on(self.cores):
            for web in self.webs:
                web.start()

    def stop(self) -> None:
        """Stop the web processes."""
        for web in self.webs:
            web.stop()

    def processes(self) -> list[int]:
        """The web processes; replica workers are their children."""
        return [web.process.pid for web in self.webs if web.process is not None]

    def new_documents(self, count: int) -> list[str]:
        """Documents that anybody may write to who has their link."""
        from bench import people

        return [str(document_id) for document_id in people.new_documents(count)]

    def seats(self, names: Sequence[str], people: int) -> list[Document]:
        """Seats with a ticket of an account of its own each; web processes are taken in turn."""
        from bench.people import issue_tickets

        urls = [f"ws://127.0.0.1:{web.port}/ws/hocuspocus" for web in self.webs]
        issued = issue_tickets([uuid.UUID(name) for name in names], people)
        return [
            {
                "name": str(document_id),
                "seats": [
                    {"url": urls[place % len(urls)], "token": ticket}
                    for place, ticket in enumerate(tickets)
                ],
            }
            for document_id, tickets in issued.items()
        ]


class CollabUvicorn(Collab):
    """The same application under uvicorn."""

    name = "uvicorn"
    title = "Collab (uvicorn)"

    def surroundings(self) -> dict[str, str]:
        """Where uvicorn lies."""
        return {"PYTHONPATH": str(UVICORN)}

    def command(self, web: Web) -> list[str]:
        """The command of one web process."""
        python = web.command[0]
        return [
            python, "-m", "uvicorn", "--host", web.host, "--port", str(web.port),
            "--loop", "asyncio", "--ws", "websockets-sansio", "--ws-per-message-deflate", "false",
            "--ws-max-size", str(MAX_MESSAGE_BYTES), "--log-level", "warning",
            "collab.asgi:application",
        ]  # fmt: skip


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


class Hocuspocus(Peer):
    """The main peer: Hocuspocus with Redis and Postgres."""

    name = "hocuspocus"
    title = "Hocuspocus + Redis + Postgres"
    protocol = "hocuspocus"
    stores = True

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


class YWebsocket(Peer):
    """The server of y-websocket, in memory."""

    name = "y-websocket"
    title = "y-websocket server"
    protocol = "y-websocket"
    stores = False

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
    stores = False

    def command(self) -> list[str | Path]:
        """Our script around it."""
        return [PYCRDT_WEBSOCKET, BENCH / "peers" / "pycrdt_websocket.py"]


SERVERS: tuple[type[Server], ...] = (Collab, CollabUvicorn, Hocuspocus, YWebsocket, PycrdtWebsocket)
