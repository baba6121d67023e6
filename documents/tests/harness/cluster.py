"""Web processes over one Postgres database and one Redis, as in an installation."""

import itertools
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import psycopg
import redis

from collab.embedded.paths import ROOT
from collab.embedded.progress import SetupError
from collab.embedded.web import Web, check_port

DATABASE = "collab_live"
SETTINGS = "documents.tests.harness.settings"
MAX_MESSAGE_BYTES = 32 * 1024 * 1024
# Ports are chosen beforehand, since every process must know the origins of all.
PORTS = 9
# None is among those that systems hand out meanwhile to whoever connects (from 32,768 on Linux).
OWN_PORTS = range(11_000, 32_000)


class Cluster:
    """A migrated database, a Redis, and the web processes that tests start on them."""

    def __init__(self, database_url: str, redis_url: str, directory: Path) -> None:
        self._prepare(_create_database(database_url), redis_url, directory)
        self.manage("migrate", "--no-input", "-v0")

    def beside(self, redis_url: str, directory: Path) -> "Cluster":
        """Other web processes on the same database, with another Redis between them."""
        cluster = object.__new__(Cluster)
        cluster._prepare(self.database_url, redis_url, directory)
        return cluster

    def _prepare(self, database_url: str, redis_url: str, directory: Path) -> None:
        self.database_url = database_url
        self.redis_url = redis_url
        self.log = directory / "web.log"
        self._ports = list(itertools.islice(_free_ports(), PORTS))
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": SETTINGS,
            "DATABASE_URL": self.database_url,
            "REDIS_URL": redis_url,
            "COLLAB_DATA": str(directory / "data"),
            "ORIGINS": ",".join(f"http://localhost:{port}" for port in self._ports),
        }
        self._log = self.log.open("wb")
        self._running: dict[int, Web] = {}

    def manage(self, *arguments: str) -> None:
        """Run a management command on the cluster's database."""
        subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            check=True,
        )

    def web(
        self,
        index: int,
        *options: str,
        environment: Mapping[str, str] | None = None,
        application: str | None = None,
    ) -> Web:
        """The web process number `index`.

        If it must be started, Daphne gets `options`, and `environment` besides the cluster's, and
        serves `application` in place of ours.
        """
        running = self._running.get(index)
        if running is not None and running.process is not None and running.process.poll() is None:
            runs_as_wanted = not (options or environment or application)
            assert runs_as_wanted, f"web process {index} runs already, as it is"
            return running
        web = Web(
            "127.0.0.1",
            self._ports[index],
            environment={**self.environment, **(environment or {})},
            max_message_bytes=MAX_MESSAGE_BYTES,
            log=self._log,
        )
        if application:
            web.command[-1] = application
        web.command += options
        web.start()
        self._running[index] = web
        return web

    def port(self, index: int) -> int:
        """One of the ports that every web process takes pages from: -1 is the last."""
        return self._ports[index]

    def connect(self) -> psycopg.Connection:
        """A connection of the test's own to the database, in autocommit."""
        return psycopg.connect(self.database_url, autocommit=True)

    def forget_rate_limits(self) -> None:
        """Let the next person sign up: all of them come from one address here."""
        with redis.Redis.from_url(self.redis_url) as client:
            for key in client.scan_iter("*allauth*"):
                client.delete(key)

    def close(self) -> None:
        """Stop every web process."""
        for web in self._running.values():
            web.stop()
        self._log.close()


def _free_ports() -> Iterator[int]:
    """Ports that nothing listens on, in no order: other tests may run on this machine."""
    for port in random.sample(OWN_PORTS, len(OWN_PORTS)):
        try:
            check_port("127.0.0.1", port)
        except SetupError:
            continue
        yield port


def _create_database(url: str) -> str:
    base, _, query = url.partition("?")
    server, _, _ = base.rpartition("/")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {DATABASE}")
    return f"{server}/{DATABASE}" + (f"?{query}" if query else "")


def last_lines(log: Path, count: int = 60) -> Sequence[str]:
    """The end of a log, without the mail printed in it."""
    text = re.sub(
        r"Content-Type: text/plain.*?\n-{79}\n", "", log.read_text(errors="replace"), flags=re.S
    )
    return text.splitlines()[-count:]
