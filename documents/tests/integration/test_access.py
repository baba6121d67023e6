"""A change of access reaches open sockets within a second, on every process."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from time import monotonic

import pytest

from collab.embedded.web import Web
from documents.core import close_codes
from documents.core.messages import Authenticated, PermissionDenied, SyncStatus, Update
from documents.tests.core.updates import item, section, text, update
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.people import PASSWORD, Person
from documents.tests.harness.socket import (
    RawClient,
    Transport,
    open_socket,
    raw_client,
    signed_in_client,
)
from documents.tests.integration.test_refusals import WORD, head

pytestmark = pytest.mark.usefixtures("transport")

WITHIN = 1.0
Effect = Callable[[RawClient], Awaitable[object]]


async def within_a_second(happens: Awaitable[object]) -> None:
    """Fail when something takes longer than a person was promised."""
    start = monotonic()
    await happens
    assert monotonic() - start < WITHIN


@pytest.mark.parametrize("process", [0, 1])
async def test_switching_a_link_off_ends_open_documents(
    alice: Person, visitor: Person, web_pair: tuple[Web, Web], process: int
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    visitor.get(alice.link(document))
    web = web_pair[process]
    async with (
        raw_client(web, "hocuspocus", document, visitor) as one,
        raw_client(web, "y-websocket", document, visitor) as two,
        raw_client(web, "hocuspocus", document, alice) as owner,
    ):
        await asyncio.to_thread(alice.share, document, "off")
        await within_a_second(one.hears(PermissionDenied("permission-denied")))
        await within_a_second(two.hears_close(close_codes.FORBIDDEN))
        await owner.send(Update(WORD))
        await owner.hears(SyncStatus(saved=True))


async def test_a_downgrade_turns_an_open_document_read_only_in_place(
    alice: Person, visitor: Person, web_pair: tuple[Web, Web], cluster: Cluster
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    visitor.get(alice.link(document))
    async with (
        raw_client(web_pair[1], "hocuspocus", document, visitor) as one,
        raw_client(web_pair[1], "y-websocket", document, visitor) as two,
    ):
        await asyncio.to_thread(alice.share, document, "view")
        await within_a_second(one.hears(Authenticated(writable=False)))
        await within_a_second(two.hears_close(close_codes.ACCESS_CHANGED))
        await one.send(Update(WORD))
        await one.hears(SyncStatus(saved=False))
        assert head(cluster, document) == 1


async def test_an_update_that_races_a_downgrade_is_refused_inside_its_transaction(
    alice: Person, visitor: Person, web: Web, cluster: Cluster
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    visitor.get(alice.link(document))
    async with raw_client(web, "hocuspocus", document, visitor) as client:
        with cluster.connect() as connection:
            # As the gate's services do it, but nobody rings: the commit itself has to notice.
            with connection.transaction():
                change = "UPDATE documents_document SET access_version = access_version + 1"
                connection.execute(f"{change} WHERE id = %s", (document,))
                away = "DELETE FROM documents_sharelink WHERE document_id = %s"
                connection.execute(away, (document,))
                await client.send(Update(WORD))
            await client.hears(PermissionDenied("permission-denied"))
    assert head(cluster, document) == 1


async def test_moving_to_the_trash_ends_open_documents(
    alice: Person, visitor: Person, web: Web
) -> None:
    document = alice.new_document()
    alice.share(document, "view")
    visitor.get(alice.link(document))
    async with raw_client(web, "hocuspocus", document, visitor) as client:
        answer = await asyncio.to_thread(alice.post, f"/d/{document}/trash")
        assert answer.status == 200
        await within_a_second(client.hears(PermissionDenied("permission-denied")))


NEW_PASSWORD = "another battery staple"
ENDS: dict[str, Callable[[Person, Cluster], object]] = {
    "signing out everywhere": lambda person, _: person.post("/sign-out-everywhere"),
    "a new password": lambda person, _: person.post(
        "/accounts/password/change/",
        oldpassword=PASSWORD,
        password1=NEW_PASSWORD,
        password2=NEW_PASSWORD,
    ),
    "locking the account": lambda person, cluster: cluster.manage(
        "shell",
        "--no-imports",
        "--command",
        "from documents.models import User; from documents.services import people;"
        f" people.set_active(User.objects.get(email='{person.email}'), False)",
    ),
}


@pytest.mark.parametrize("end", ENDS)
async def test_what_ends_an_account_s_access_closes_its_sockets_on_every_process(
    alice: Person, bob: Person, web_pair: tuple[Web, Web], cluster: Cluster, end: str
) -> None:
    # Bob has written nothing, and reads through a link.
    document = alice.new_document()
    alice.share(document, "view")
    bob.get(alice.link(document))
    async with (
        raw_client(web_pair[0], "hocuspocus", document, bob) as one,
        raw_client(web_pair[1], "y-websocket", document, bob) as two,
        signed_in_client(web_pair[1], document, bob) as three,
        raw_client(web_pair[1], "hocuspocus", document, alice) as owner,
    ):
        await asyncio.to_thread(ENDS[end], bob, cluster)
        await within_a_second(
            asyncio.gather(
                *(client.hears_close(close_codes.ACCESS_CHANGED) for client in (one, two, three))
            )
        )
        await owner.send(Update(WORD))
        await owner.hears(SyncStatus(saved=True))


async def test_signing_out_in_one_browser_closes_what_is_open_in_it(
    alice: Person, web_pair: tuple[Web, Web]
) -> None:
    document = alice.new_document()
    elsewhere = Person(alice.name, web_pair[0])
    elsewhere.sign_in(alice.email)
    async with (
        signed_in_client(web_pair[1], document, alice) as here,
        signed_in_client(web_pair[1], document, elsewhere) as there,
    ):
        await asyncio.to_thread(alice.post, "/accounts/logout/")
        await within_a_second(here.hears_close(close_codes.ACCESS_CHANGED))
        await there.send(Update(WORD))
        await there.hears(SyncStatus(saved=True))


async def test_a_ticket_dies_with_the_link_it_was_issued_under(
    alice: Person, visitor: Person, web: Web
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    visitor.get(alice.link(document))
    ticket = visitor.ticket(document)
    alice.share(document, "off")
    alice.share(document, "edit")
    async with open_socket(web, f"/ws/y/{document}?ticket={ticket}") as socket:
        assert await RawClient(socket, "y-websocket", document).close_code() == (
            close_codes.FORBIDDEN
        )


CYCLES = {"websocket": 60, "http": 20}


def word(client: int) -> Update:
    """Two letters by a clientID of their own."""
    return Update(update(section(client, 0, item(4, text("hi")))))


async def test_updates_in_flight_are_refused_once_a_right_was_taken_away(
    alice: Person, visitor: Person, web: Web, cluster: Cluster, transport: Transport
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    visitor.get(alice.link(document))
    cycles = CYCLES[transport]
    clients = itertools.count(1000)
    sent = saved = 0
    async with raw_client(web, "hocuspocus", document, visitor) as client:
        for cycle in range(cycles):
            taking = asyncio.create_task(asyncio.to_thread(alice.share, document, "view"))
            in_flight = 0
            # However long it takes: some come before the commit, some behind it.
            while not taking.done():
                await client.send(word(next(clients)))
                in_flight += 1
                await asyncio.sleep(0.01)
            await taking
            written = head(cluster, document)
            await client.send(word(next(clients)))
            *answers, last = await client.statuses(in_flight + 1)
            assert not last
            assert head(cluster, document) == written, f"cycle {cycle}"
            sent += in_flight
            saved += sum(answers)
            await asyncio.to_thread(alice.share, document, "edit")
            await client.hears(Authenticated(writable=True))
    assert 0 < saved < sent
