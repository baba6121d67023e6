"""Postgres and Redis of the benchmarks: the embedded ones, with data of their own.

Ours and the peers use the same. Postgres runs as `make run` runs it, which means with its defaults:
`synchronous_commit` and `fsync` are on.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from django.db import connections

from bench import machine
from bench.install import WORK
from collab.embedded import redis
from collab.embedded.paths import DATABASE, ROOT, socket_directory
from collab.embedded.postgres import Postgres
from collab.embedded.progress import SetupError, step
from collab.embedded.redis import Redis

DATA = WORK / "data"
KEPT = "kept"
"""A database with what takes minutes to write; every run begins with a copy of it."""
TABLES = """
CREATE TABLE IF NOT EXISTS peer_documents (name text PRIMARY KEY, data bytea NOT NULL);
CREATE TABLE IF NOT EXISTS histories (store text, digest text, name text);
"""


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
        with self.connect() as connection:
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

    def keep(self) -> None:
        """Have every later run begin with what is in the database now."""
        connections.close_all()
        with self.connect("postgres") as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {KEPT} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {KEPT} TEMPLATE {DATABASE}")

    def connect(self, database: str = DATABASE) -> psycopg.Connection:
        """A connection of our own, in autocommit."""
        return psycopg.connect(self.postgres.url(database), autocommit=True)


@contextmanager
def running() -> Iterator[Stores]:
    """Stores with what is kept; our environment, and so Django's settings, point at them inside."""
    binary = redis.binary()
    if binary is None:
        raise SetupError("The benchmarks need a Redis server: install one.")
    DATA.mkdir(parents=True, exist_ok=True)
    postgres = Postgres(DATA / "postgres", socket_directory(DATA, "postgres"))
    relay = Redis(binary, socket_directory(DATA, "redis"), DATA / "redis.log")
    stores = Stores(postgres, relay)
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
        _begin(stores)
        yield stores
    finally:
        relay.stop()
        postgres.stop()


def _begin(stores: Stores) -> None:
    with stores.connect("postgres") as connection:
        kept = connection.execute("SELECT FROM pg_database WHERE datname = %s", [KEPT]).fetchone()
        template = KEPT if kept is not None else "template1"
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {DATABASE} TEMPLATE {template}")
    manage = [sys.executable, "manage.py", "migrate", "--no-input", "-v0"]
    step("Preparing the database", manage, cwd=ROOT)
    with stores.connect() as connection:
        connection.execute(TABLES)
