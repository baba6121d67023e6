"""A pool of one worker, a document's id and a person who types."""

from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import pytest

from documents.replica.pool import Pool
from documents.services import reading
from documents.tests.replica.clients import Client


@pytest.fixture(autouse=True)
def without_a_reader() -> None:
    """Pages drawn in this process before have left a worker that is no pool's."""
    reading._reader.close()


@pytest.fixture
async def pool() -> AsyncIterator[Pool]:
    pool = Pool(1)
    await pool.start()
    yield pool
    await pool.close()


@pytest.fixture
def document() -> UUID:
    return uuid4()


@pytest.fixture
def alice() -> Client:
    return Client(1)


@pytest.fixture
def bob() -> Client:
    return Client(2)
