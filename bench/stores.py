"""Postgres and Redis of the benchmarks: the embedded ones, with data of their own.

Ours and the peers use the same. Postgres runs as `make run` runs it, which means with its defaults:
`synchronous_commit` and `fsync` are on.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from bench import machine
from bench.install import WORK
from collab.embedded import redis
from collab.embedded.paths import ROOT, socket_directory
from collab.embedded.postgres import Postgres
from collab.embedded.progress import SetupError, step
from collab.embedded.redis import Redis

DATA = WORK / "data"
PEER_TABLE = "CREATE TABLE peer_documents (name text PRIMARY KEY, data bytea NOT NULL)"


@dataclass(frozen=True, slots=True)
class Stores:
    """The stores while they run."""

    postgres: Postgres
    redis: Redis

    def processes(self) -> dict[str, list[int]]:
        """The process ids at their roots, by name."""
        servers = {"postgres": self.postgres.process, "redis": self.redis.process}
        return {name: [process.pid] for name, process in servers.items() if process is not None}

    def versions(self) -> dict[str, str]:
        """What is running."""
        with psycopg.connect(self.postgres.url()) as connection:
            row = connection.execute("SHOW server_version").fetchone()
            durable = connection.execute("SHOW synchronous_commit").fetchone()
        assert row is not None
        assert durable is not None
        shown = subprocess.run(
            [self.redis.binary, "--version"], capture_output=True, text=True, check=True
        )
        words = dict(word.split("=", 1) for word in shown.stdout.split() if "=" in word)
        return {
            "Postgres": f"{row[0]}, synchronous_commit={durable[0]}",
            "Redis": words.get("v", shown.stdout.strip()),
        }


@contextmanager
def running() -> Iterator[Stores]:
    """Empty stores; our environment, and so Django's settings, point at them inside."""
    binary = redis.binary()
    if binary is None:
        raise SetupError("The benchmarks need a Redis server: install one.")
    shutil.rmtree(DATA, ignore_errors=True)
    DATA.mkdir(parents=True)
    postgres = Postgres(DATA / "postgres", socket_directory(DATA, "postgres"))
    relay = Redis(binary, socket_directory(DATA, "redis"), DATA / "redis.log")
    try:
        with machine.on(machine.STORE_CORES):
            postgres.start()
            relay.start()
        os.environ |= {
            "COLLAB_DATA": str(DATA),
            "DATABASE_URL": postgres.url(),
            "REDIS_URL": relay.url,
            "DJANGO_SETTINGS_MODULE": "collab.settings",
        }
        manage = [sys.executable, "manage.py", "migrate", "--no-input", "-v0"]
        step("Preparing the database", manage, cwd=ROOT)
        with psycopg.connect(postgres.url(), autocommit=True) as connection:
            connection.execute(PEER_TABLE)
        yield Stores(postgres, relay)
    finally:
        relay.stop()
        postgres.stop()
