"""Fixtures of the integration and end-to-end tests.

`cluster` is shared by the run, its database too: each test makes its own people and documents.
Async tests in these directories share one event loop, since the browser lives in it.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from collab.embedded.web import Web
from documents.tests.harness import browser as chromium_browser
from documents.tests.harness import firefox as firefox_browser
from documents.tests.harness.browser import Pages
from documents.tests.harness.cluster import Cluster, last_lines
from documents.tests.harness.node import NodeClient
from documents.tests.harness.people import Person
from documents.tests.harness.profiles import ONE_PROCESS, Profiles

LIVE = [Path(__file__).parent / name for name in ("fuzz", "integration", "e2e", "faults")]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    shared_loop = pytest.mark.asyncio(loop_scope="session")
    for item in items:
        if _is_live(item) and pytest_asyncio.is_async_test(item):
            item.add_marker(shared_loop, append=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    report: pytest.TestReport = yield
    cluster = getattr(item, "funcargs", {}).get("cluster")
    if report.failed and _is_live(item) and cluster is not None:
        report.sections.append(("web processes", "\n".join(last_lines(cluster.log))))
    return report


def _is_live(item: pytest.Item) -> bool:
    return any(directory in item.path.parents for directory in LIVE)


@pytest.fixture(scope="session")
def cluster(
    database_url: str, redis_url: str, built_pages: None, store_directory: Path
) -> Iterator[Cluster]:
    """Postgres, Redis, and web processes to start on them."""
    cluster = Cluster(database_url, redis_url, store_directory)
    try:
        yield cluster
    finally:
        cluster.close()


@pytest.fixture
def web(cluster: Cluster) -> Web:
    """A running web process."""
    return cluster.web(0)


@pytest.fixture
def web_pair(cluster: Cluster) -> tuple[Web, Web]:
    """Two web processes over the same stores."""
    return cluster.web(0), cluster.web(1)


@pytest.fixture
def alice(cluster: Cluster, web: Web) -> Person:
    """Somebody with an account, who owns what she makes."""
    return Person("Alice", web).sign_up(cluster)


@pytest.fixture
def bob(cluster: Cluster, web: Web) -> Person:
    """Somebody else with an account."""
    return Person("Bob", web).sign_up(cluster)


@pytest.fixture
def visitor(web: Web) -> Person:
    """Somebody without an account."""
    return Person("Visitor", web)


@pytest_asyncio.fixture(loop_scope="session")
async def node_client() -> AsyncIterator[Callable[[], Awaitable[NodeClient]]]:
    """Starts Node clients, which end with the test."""
    clients: list[NodeClient] = []

    async def start() -> NodeClient:
        client = await NodeClient.start()
        clients.append(client)
        return client

    yield start
    for client in clients:
        await client.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """The run's browser."""
    async with chromium_browser.launch(ONE_PROCESS) as browser:
        yield browser


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def profiles(chromium: Browser) -> Profiles:
    """The profiles in it that one test after the other uses."""
    return Profiles(chromium)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def firefox() -> AsyncIterator[Browser]:
    """The other browser, where the machine has it."""
    async with firefox_browser.launch() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="session")
async def pages(chromium: Browser, profiles: Profiles) -> AsyncIterator[Pages]:
    """Opens pages in browsers of their own, which are closed after the test."""
    pages = Pages(chromium, profiles)
    yield pages
    await pages.close()
