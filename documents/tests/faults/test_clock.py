"""The clock of one of two web processes is a day off: order, edits and people do not mind."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.signing import b62_decode
from websockets.exceptions import ConnectionClosed

from collab.embedded.web import Web
from documents.core import close_codes
from documents.tests.faults.typists import Typists, logged_text
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.node import NodeClient
from documents.tests.harness.people import Person
from documents.tests.harness.socket import EMPTY, RawClient, open_socket
from documents.tests.harness.waiting import until

PROCESS = 6
"""A web process that no other test uses."""
DAY = 86_400
CLOCK = Path(__file__).with_name("clock")


@pytest.fixture(scope="module", params=[DAY, -DAY], ids=["ahead", "behind"])
def off(request: pytest.FixtureRequest) -> int:
    """By how many seconds a clock is wrong."""
    seconds: int = request.param
    return seconds


@pytest.fixture(scope="module")
def wrong(cluster: Cluster, off: int) -> Iterator[Web]:
    """A web process with a wrong clock."""
    environment = {"PYTHONPATH": str(CLOCK), "CLOCK_OFF": str(off)}
    web = cluster.web(PROCESS, environment=environment)
    yield web
    web.stop()


def at(web: Web, person: Person) -> Person:
    """The same person, with the same cookies, at another web process."""
    return replace(person, web=web)


async def test_people_on_both_processes_lose_nothing_and_see_each_other(
    typists: Typists, alice: Person, wrong: Web
) -> None:
    there = replace(typists, owner=at(wrong, alice))
    for protocol in ("hocuspocus", "y-websocket"):
        await typists.join(0, protocol)
        await there.join(PROCESS, protocol)
    for typist in typists.present:
        await typist.client.announce(user={"name": typist.name})
    for typist in typists.present:
        await sees(typist.client, len(typists.present) - 1)
    await typists.present[-1].types(40)
    await typists.back_in_step()
    await typists.finish()
    words = logged_text(typists.cluster, typists.document).split()
    for typist in typists.present:
        own = [int(word.split("-")[1]) for word in words if word.startswith(f"{typist.name}-")]
        assert own == list(range(len(own)))


async def sees(client: NodeClient, others: int) -> None:
    """Wait until so many others are shown."""

    async def named() -> int:
        return sum("user" in state for state in await client.others())

    await until(named, lambda count: count == others, seconds=30)


def test_who_is_signed_in_at_one_process_is_so_at_the_other(
    cluster: Cluster, alice: Person, web: Web, wrong: Web
) -> None:
    carol = Person("Carol", wrong).sign_up(cluster)
    for person, elsewhere in ((alice, wrong), (carol, web)):
        path = f"/d/{person.new_document()}/"
        assert person.get(path).status == at(elsewhere, person).get(path).status == 200


async def test_a_ticket_is_refused_where_its_time_is_over_and_taken_where_it_is_to_come(
    alice: Person, web: Web, wrong: Web, off: int
) -> None:
    document = alice.new_document()
    right_ticket, wrong_ticket = alice.ticket(document), at(wrong, alice).ticket(document)
    assert DAY / 2 < (issued(wrong_ticket) - time.time()) * (1 if off > 0 else -1) < 2 * DAY
    early, late = (web, wrong) if off > 0 else (wrong, web)
    old, new = (right_ticket, wrong_ticket) if off > 0 else (wrong_ticket, right_ticket)
    assert await admits(early, document, old)
    assert await admits(late, document, new)
    assert await admits(early, document, new)
    assert not await admits(late, document, old)


def issued(ticket: str) -> int:
    """When a ticket was signed, in seconds since 1970."""
    seconds: int = b62_decode(ticket.split(":")[1])
    return seconds


async def admits(web: Web, document: str, ticket: str) -> bool:
    """Whether a web process lets in whoever has this ticket."""
    async with open_socket(web, f"/ws/y/{document}?ticket={ticket}") as socket:
        try:
            await RawClient(socket, "y-websocket", document).send(EMPTY)
            await socket.recv()
        except ConnectionClosed:
            assert socket.close_code == close_codes.UNAUTHENTICATED
            return False
    return True
