"""One web process: Daphne serving the pages and the sockets on a port."""

import errno
import http.client
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from typing import IO

from collab.embedded import process
from collab.embedded.progress import SetupError

START_SECONDS = 60.0
# Long enough for the live part to say goodbye to its sockets.
STOP_SECONDS = 15.0
# Who was silent for so long on a WebSocket is asked whether they are still there ...
PING_SECONDS = 20
# ... and is dropped unless they answer. Daphne loses track of a ping when the next one follows.
PONG_SECONDS = 20
# Twisted lets fifty callers wait; whoever comes as one more tries again after a second.
BACKLOG = 1024
EVERY_ADDRESS = "0.0.0.0"  # noqa: S104 (recognised, not chosen)


def command(host: str, port: int, max_message_bytes: int) -> list[str]:
    """The command that serves Collab on `host` and `port`."""
    return [
        sys.executable, "-m", "daphne",
        "--endpoint", f"tcp:port={port}:interface={host}:backlog={BACKLOG}",
        # Daphne would close every socket after a day.
        "--websocket_timeout", "-1",
        "--ping-interval", str(PING_SECONDS), "--ping-timeout", str(PONG_SECONDS),
        "--websocket-max-message-size", str(max_message_bytes),
        "--websocket-max-frame-size", str(max_message_bytes),
        "--no-server-name", "--verbosity", "0", "collab.asgi:application",
    ]  # fmt: skip


def check_port(host: str, port: int) -> None:
    """Raise SetupError when nothing can listen on `host` and `port`."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise SetupError(
                    f"Port {port} is taken: stop the program that uses it, or choose another "
                    f"port with COLLAB_PORT={port + 1} make run."
                ) from error
            raise SetupError(
                f"Cannot listen on {host}:{port} ({error.strerror}): set COLLAB_HOST and "
                "COLLAB_PORT to an address of this machine."
            ) from error


class Web:
    """A web process on `port`; it inherits our output unless it gets a `log`."""

    name = "the web process"

    def __init__(
        self,
        host: str,
        port: int,
        *,
        environment: Mapping[str, str],
        max_message_bytes: int,
        log: IO[bytes] | None = None,
    ) -> None:
        self.host = host
        self.port = port
        self.environment = environment
        self.command = command(host, port, max_message_bytes)
        self.log = log
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address people open."""
        host = "localhost" if self.host in {"127.0.0.1", EVERY_ADDRESS} else self.host
        return f"http://{host}:{self.port}"

    def start(self) -> None:
        """Start the process and wait until it answers; raises SetupError."""
        self.process = process.start(self.command, log=self.log, environment=self.environment)
        if not process.wait_until(self._answers, START_SECONDS):
            self.stop()
            raise SetupError("The web process does not answer.")

    def stop(self) -> None:
        """Ask the process to end, and wait until it has."""
        if self.process is not None:
            process.stop(self.process, signal.SIGTERM, STOP_SECONDS)

    def kill(self) -> None:
        """End the process as a crash would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def _answers(self) -> bool:
        assert self.process is not None
        if self.process.poll() is not None:
            raise SetupError("The web process ended while it started; its output says why.")
        client = http.client.HTTPConnection(_reachable(self.host), self.port, timeout=5)
        try:
            client.request("GET", "/healthz", headers={"Host": "localhost"})
            return client.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            client.close()


def _reachable(host: str) -> str:
    return "127.0.0.1" if host == EVERY_ADDRESS else host


def free_port() -> int:
    """A port that nothing listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
