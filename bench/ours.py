"""Our server, as shipped and under uvicorn."""

import os
import uuid
from collections.abc import Mapping, Sequence

from bench import machine
from bench.histories import History
from bench.install import UVICORN, WORK
from bench.server import Document, Storing
from bench.stores import Stores
from collab.embedded.web import Web, free_port

MAX_MESSAGE_BYTES = 32 * 1024 * 1024


class Collab(Storing):
    """Our server, exactly as `make run` and the container start it.

    With several web processes all cores are theirs. The people at a document are spread over them,
    or, when `routed`, every document has its process.
    """

    name = "daphne"
    title = "Collab (Daphne)"
    protocol = "hocuspocus"
    store = "log"

    def __init__(
        self,
        stores: Stores,
        web_processes: int = 1,
        routed: bool = False,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(stores)
        self.routed = routed
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
                    {"url": urls[(nth if self.routed else place) % len(urls)], "token": ticket}
                    for place, ticket in enumerate(tickets)
                ],
            }
            for nth, (document_id, tickets) in enumerate(issued.items())
        ]

    def write(self, history: History) -> str:
        """A row in the log for each update, and the checkpoint that our own compaction makes."""
        from bench.people import write_log

        (name,) = self.new_documents(1)
        write_log(uuid.UUID(name), history.updates())
        return name


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
            "--ws", "websockets-sansio", "--ws-per-message-deflate", "false",
            "--ws-max-size", str(MAX_MESSAGE_BYTES), "--log-level", "warning",
            "collab.asgi:application",
        ]  # fmt: skip
