"""What every test shares: one Postgres, one Redis and one build of the pages for the whole run.

DATABASE_URL and REDIS_URL are used when they are set; nothing is started then.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import dj_database_url
import pytest
from django.conf import settings
from django.test import AsyncClient, Client
from django_vite.core.asset_loader import DjangoViteAssetLoader

from collab.embedded import frontend, redis
from collab.embedded.paths import socket_directory
from collab.embedded.postgres import Postgres
from collab.embedded.redis import Redis


@pytest.fixture(scope="session")
def store_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where this run's stores keep their data."""
    return tmp_path_factory.mktemp("stores")


@pytest.fixture(scope="session")
def database_url(store_directory: Path) -> Iterator[str]:
    """A Postgres that this run may create databases in."""
    if given := os.environ.get("DATABASE_URL"):
        yield given
        return
    sockets = socket_directory(store_directory, "postgres")
    # The data lives no longer than the run: no need to wait for the disk.
    server = Postgres(store_directory / "postgres", sockets, ["fsync=off"])
    server.start()
    try:
        yield server.url()
    finally:
        server.stop()


@pytest.fixture(scope="session")
def redis_url(store_directory: Path) -> Iterator[str]:
    """A Redis of this run's own."""
    if given := os.environ.get("REDIS_URL"):
        yield given
        return
    binary = redis.binary()
    if binary is None:
        pytest.skip("no Redis server on this machine: set REDIS_URL")
    server = Redis(
        binary, socket_directory(store_directory, "redis"), store_directory / "redis.log"
    )
    server.start()
    try:
        yield server.url
    finally:
        server.stop()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(database_url: str) -> None:
    """Point Django at this run's Postgres (pytest-django calls this before its first test)."""
    settings.DATABASES["default"].update(dj_database_url.parse(database_url))


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Leave the test database to vanish with our own Postgres: threads may still hold it open."""
    return not os.environ.get("DATABASE_URL")


@pytest.fixture(scope="session")
def built_pages() -> None:
    """The pages' scripts and styles, built when they are older than their sources."""
    frontend.build()
    # Django read the manifest when it started.
    DjangoViteAssetLoader._instance = None


@pytest.fixture
def client(built_pages: None) -> Client:
    """Django's test client, for pages that need their assets."""
    return Client()


@pytest.fixture
def async_client(built_pages: None) -> AsyncClient:
    """The same for async views."""
    return AsyncClient()
