"""Fixtures of the fault tests.

ROUNDS says how often each fault strikes; `make soak` sets it high. SEED repeats a run's choices.
"""

import os
import random
from collections.abc import Awaitable, Callable, Iterator

import pytest

from collab.embedded import redis
from collab.embedded.paths import socket_directory
from collab.embedded.postgres import Postgres
from collab.embedded.redis import Redis
from collab.embedded.web import Web
from documents.tests.e2e.conftest import writers
from documents.tests.faults.typists import Typists
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.node import NodeClient
from documents.tests.harness.people import Person

__all__ = ["writers"]


@pytest.fixture
def chance() -> random.Random:
    """Where and when faults strike; a failed test shows the seed."""
    seed = int(os.environ.get("SEED") or random.SystemRandom().randrange(2**32))
    print(f"SEED={seed}")
    return random.Random(seed)


def strikes(short: int) -> int:
    """How often a fault strikes: `short` times in the test run, ROUNDS times in a soak."""
    return int(os.environ.get("ROUNDS", short))


@pytest.fixture
def rounds() -> int:
    """How often the fault strikes."""
    return strikes(3)


@pytest.fixture
def soaking() -> bool:
    """Whether faults may last as long as they do in life."""
    return "ROUNDS" in os.environ


@pytest.fixture
def typists(
    cluster: Cluster, web: Web, alice: Person, node_client: Callable[[], Awaitable[NodeClient]]
) -> Typists:
    """Those who type in a document of Alice's."""
    return Typists(node_client, cluster, alice, alice.new_document())


@pytest.fixture(scope="module")
def own_postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """A Postgres to kill. What it has written outlives it without waiting for the disk."""
    directory = tmp_path_factory.mktemp("postgres")
    sockets = socket_directory(directory, "postgres")
    server = Postgres(directory / "data", sockets, ["fsync=off"])
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def own_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redis]:
    """A Redis to kill."""
    binary = redis.binary()
    assert binary is not None
    directory = tmp_path_factory.mktemp("redis")
    server = Redis(binary, socket_directory(directory, "redis"), directory / "redis.log")
    server.start()
    yield server
    server.stop()
