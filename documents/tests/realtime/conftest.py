"""A real log and real replica workers, without sockets."""

from collections.abc import AsyncIterator, Callable
from uuid import UUID

import pytest
from psycopg_pool import AsyncConnectionPool

from documents import storage
from documents.models import User
from documents.replica.pool import Pool
from documents.services import documents

NewDocuments = Callable[[int], list[UUID]]


@pytest.fixture
def author(transactional_db: None) -> User:
    """Somebody who may be named as an author."""
    return User.objects.create_user("alice@example.org", name="Alice")


@pytest.fixture
def new_documents(author: User) -> NewDocuments:
    """Makes documents, each with its seed as row 1."""
    return lambda count: [documents.create(author).pk for _ in range(count)]


@pytest.fixture
async def database(transactional_db: None) -> AsyncIterator[AsyncConnectionPool]:
    """The log's own connections to the test database."""
    async with storage.open_pool() as database:
        yield database


@pytest.fixture
async def replicas() -> AsyncIterator[Pool]:
    """One replica worker."""
    pool = Pool(1)
    await pool.start()
    yield pool
    await pool.close()
