"""Fixtures of the end-to-end tests."""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import expect

from documents.tests.e2e.writing import Writers
from documents.tests.harness.browser import Pages
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.network import Network

# A page is slow where much else runs beside it.
expect.set_options(timeout=30_000)


@pytest_asyncio.fixture(loop_scope="session")
async def writers(pages: Pages) -> AsyncIterator[Writers]:
    """People at editors; the test fails when one of their pages complains on its console."""
    writers = Writers(pages)
    yield writers
    complaints = writers.complaints()
    assert not complaints, complaints


@pytest_asyncio.fixture(loop_scope="session")
async def network(cluster: Cluster) -> AsyncIterator[Network]:
    """A way to the first web process that can be cut, slowed down and mended."""
    async with Network.to(cluster.web(0).port, at=cluster.port(-1)) as network:
        yield network
