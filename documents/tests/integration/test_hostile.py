"""Whoever attacks is shut out, nothing of it is kept, and nobody else notices.

One attacker, Mallory, writes in the document of the victims; a neighbour writes in another one, in
the same process. After each attack both must type on and be acknowledged.
"""

import asyncio
import itertools
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from django.conf import settings

from documents.core import close_codes
from documents.core.limits import LIMITS
from documents.core.messages import (
    Awareness,
    PermissionDenied,
    SyncStep1,
    SyncStep2,
    Update,
)
from documents.core.presence import AwarenessEntry, encode
from documents.core.room import MAX_GAPS
from documents.realtime.hocuspocus_socket import MAX_EARLY_MESSAGES
from documents.tests.core.hostile import HOSTILE
from documents.tests.core.updates import text, var
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.node import Protocol
from documents.tests.harness.people import Person
from documents.tests.harness.socket import EMPTY, RawClient, open_socket, raw_client
from documents.tests.harness.stage import Stage, staged
from documents.tests.harness.waiting import SECONDS, until
from documents.tests.replica import hostile as killers

PROTOCOLS: list[Protocol] = ["y-websocket", "hocuspocus"]
# Those of `killers` by clientID 77: every document holds something by clientID 1.
BEFORE_ITS_PARENTS = bytes.fromhex("01014d0225010b70726f73656d6972726f72016b077b2278223a317d00")
WITH_STRANGE_ORIGIN = bytes.fromhex("020104000003014d00a404010568656c6c6f00")
ENDLESS = bytes.fromhex("01014d000401016104f09f988000")
GROWTH_BYTES = 50_000_000
"""What all attacks together may leave behind in a web process and its workers."""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def stage(cluster: Cluster) -> AsyncIterator[Stage]:
    """One scene for all attacks that leave it as it was."""
    async with staged(cluster) as stage:
        yield stage


@pytest_asyncio.fixture(loop_scope="session")
async def fresh_stage(cluster: Cluster) -> AsyncIterator[Stage]:
    """A scene of the test's own."""
    async with staged(cluster) as stage:
        yield stage


@pytest.mark.usefixtures("transport")
@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
async def test_a_hostile_update_is_refused(stage: Stage, protocol: Protocol, data: bytes) -> None:
    async with stage.attack(protocol) as mallory:
        await mallory.send(Update(data))
        await mallory.hears_close(close_codes.MALFORMED)


@pytest.mark.usefixtures("transport")
@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize(
    "name", ["2^28 clients", "53 KB of nested arrays", "half a surrogate pair"]
)
async def test_a_hostile_step_2_is_refused(stage: Stage, protocol: Protocol, name: str) -> None:
    async with stage.attack(protocol) as mallory:
        await mallory.send(SyncStep2(HOSTILE[name]))
        await mallory.hears_close(close_codes.MALFORMED)


@pytest.mark.usefixtures("transport")
@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_whoever_always_lacks_something_must_leave(stage: Stage, protocol: Protocol) -> None:
    async with stage.attack(protocol) as mallory:
        for _ in range(MAX_GAPS + 1):
            await mallory.send(SyncStep2(BEFORE_ITS_PARENTS))
        await mallory.hears_close(close_codes.MALFORMED)


@pytest.mark.usefixtures("transport")
@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize(
    "state_vector",
    [b"", b"\xff\xff\xff\xff\x0f", var(2, 1, 1, 1, 1), var(1, 1, 2**53 - 1), b"\x00\x00"],
    ids=["nothing", "2^32 clients", "a client twice", "an absurd clock", "bytes after the end"],
)
async def test_a_hostile_state_vector_is_refused(
    stage: Stage, protocol: Protocol, state_vector: bytes
) -> None:
    async with stage.attack(protocol) as mallory:
        await mallory.send(SyncStep1(state_vector))
        await mallory.hears_close(close_codes.MALFORMED)


KILLERS: dict[str, list[Update | SyncStep2]] = {
    "20,000 letters, one by one": [SyncStep2(killers.appends(20_000))],
    "20,000 nested elements, deleted": [
        SyncStep2(killers.nested_elements(20_000)),
        Update(killers.DELETE_THE_FIRST),
    ],
    "33,000 nested elements, deleted": [
        SyncStep2(killers.nested_elements(33_000)),
        Update(killers.DELETE_THE_FIRST),
    ],
    "an embed and a strange origin": [
        Update(BEFORE_ITS_PARENTS),
        Update(WITH_STRANGE_ORIGIN),
        Update(BEFORE_ITS_PARENTS),
    ],
    "what cannot be read as an array": [Update(ENDLESS)],
}


async def kill(stage: Stage, protocol: Protocol, messages: list[Update | SyncStep2]) -> None:
    """Have Mallory send this, and see that everybody else goes on."""
    async with raw_client(stage.web, protocol, stage.document, stage.mallory) as mallory:
        for message in messages:
            await mallory.send(message)
        await mallory.presence()  # all has been received
        await stage.all_type(SECONDS)
    async with raw_client(stage.web, protocol, stage.document, stage.mallory):
        await stage.all_type()


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("messages", KILLERS.values(), ids=KILLERS.keys())
async def test_what_kills_pycrdt_disturbs_nobody(
    fresh_stage: Stage, protocol: Protocol, messages: list[Update | SyncStep2]
) -> None:
    await kill(fresh_stage, protocol, messages)


async def test_what_kills_pycrdt_leaves_no_memory_behind(stage: Stage, cluster: Cluster) -> None:
    async def kill_all() -> None:
        for messages in KILLERS.values():
            async with staged(cluster) as scene:
                await kill(scene, "hocuspocus", messages)

    async def memory() -> int:
        return stage.memory()

    await kill_all()  # afterwards all processes have what they need at work
    before = stage.memory()
    await kill_all()
    await until(memory, lambda after: after - before < GROWTH_BYTES)


def spoken_for(client: int, clock: int, **state: object) -> Awareness:
    """The presence of one clientID."""
    return Awareness(encode([AwarenessEntry(client, clock, dict(state))]))


@pytest.mark.usefixtures("transport")
@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_nobody_speaks_for_somebody_else(fresh_stage: Stage, protocol: Protocol) -> None:
    victim = fresh_stage.typists[0].client
    await victim.send(spoken_for(501, 1, cursor="hers"))
    async with fresh_stage.attack(protocol) as mallory:
        await until(mallory.presence, lambda present: 501 in present)
        await mallory.send(spoken_for(501, LIMITS.clock, cursor="Mallory's"))
        await mallory.send(Awareness(encode([AwarenessEntry(501, LIMITS.clock, None)])))
        present = await mallory.presence()
        assert present.keys() == {501}
        assert (present[501].state or {})["cursor"] == "hers"
        await victim.send(spoken_for(501, 2, cursor="moved"))
        await until(mallory.presence, lambda p: (p[501].state or {})["cursor"] == "moved")


@pytest.mark.usefixtures("transport")
@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_presence_beyond_the_limits_is_dropped(stage: Stage, protocol: Protocol) -> None:
    user = {"id": "1", "name": "Alice", "color": "url(https://evil.example)"}
    several = [AwarenessEntry(client, 1, {"user": user}) for client in (601, 602, 603)]
    async with stage.attack(protocol) as mallory:
        await mallory.send(spoken_for(601, 1, text="x" * LIMITS.presence_state_bytes))
        await mallory.send(spoken_for(601, LIMITS.clock + 1))
        await mallory.send(Awareness(encode(several)))
        # The first that is heard may be that whoever was 601 before has gone.
        present = await until(mallory.presence, lambda p: any(p[c].state for c in p))
        assert present.keys() == {601}
        shown = (present[601].state or {})["user"]
        assert shown["name"] == "Mallory"
        assert shown["color"].startswith("#")


@pytest.mark.usefixtures("transport")
@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"\xff\xff\xff\xff\x0f",
        var(1, 7, 1) + text("{"),
        var(1, 7, 1) + text("[]"),
        var(1, 7, 1) + text('{"a":' + "[" * 2000 + "]" * 2000 + "}"),
        var(1, 7, 1) + b"\x02\xc3\x28",
        var(1, 7, 1) + text("{}") + b"\x00",
    ],
    ids=["nothing", "2^32 clients", "no JSON", "no object", "nested", "no UTF-8", "more"],
)
async def test_malformed_presence_is_refused(
    stage: Stage, protocol: Protocol, payload: bytes
) -> None:
    async with stage.attack(protocol) as mallory:
        await mallory.send(Awareness(payload))
        await mallory.hears_close(close_codes.MALFORMED)


@pytest.mark.usefixtures("transport")
@pytest.mark.parametrize(
    "body",
    [
        b"\x04\x00\x01\x00",
        b"\x06\x01a",
        b"\x08\x01",
        b"\x02\x01\x01a",
        b"\x02\x02\x01a",
        b"\x05\xff",
    ],
    ids=["sync reply", "broadcast", "sync status", "denied", "authenticated", "stateless"],
)
async def test_what_only_servers_say_is_refused(stage: Stage, body: bytes) -> None:
    async with stage.attack("hocuspocus") as mallory:
        await mallory.send_frame(var(len(stage.document)) + stage.document.encode() + body)
        await mallory.hears_close(close_codes.MALFORMED)


@pytest.mark.parametrize("body", [b"\x02\x00\x01a", b"\x02\x01\x01a", b"\x05\x01a", b"\x09"])
async def test_what_y_websocket_does_not_know_is_refused(stage: Stage, body: bytes) -> None:
    async with stage.attack("y-websocket") as mallory:
        await mallory.send_frame(body)
        await mallory.hears_close(close_codes.MALFORMED)


@pytest.mark.usefixtures("transport")
async def test_a_ticket_opens_no_second_document_on_its_socket(stage: Stage) -> None:
    secret = Person("Oscar", stage.web).sign_up(stage.cluster).new_document()
    async with open_socket(stage.web, "/ws/hocuspocus") as socket:
        ticket = stage.mallory.ticket(stage.document)
        await RawClient(socket, "hocuspocus", stage.document).send_token(ticket)
        mallory = RawClient(socket, "hocuspocus", secret)
        await mallory.send_token(ticket)
        await mallory.hears(PermissionDenied("permission-denied"))
        await mallory.send(EMPTY)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5):
                await mallory.hears_step_2()
    await stage.all_type()


@pytest.mark.usefixtures("transport")
async def test_a_socket_carries_so_many_documents_and_no_more(stage: Stage) -> None:
    ticket = stage.mallory.ticket(stage.document)
    async with open_socket(stage.web, "/ws/hocuspocus") as socket:
        for number in range(settings.COLLAB_DOCUMENTS_PER_SOCKET + 1):
            address = f"{stage.document}\0{number}"
            await RawClient(socket, "hocuspocus", address).send_token(ticket)
        await RawClient(socket, "hocuspocus", "").hears_close(close_codes.TRY_AGAIN)
    await stage.all_type()


@pytest.mark.usefixtures("transport")
async def test_little_is_kept_while_a_token_is_examined(stage: Stage) -> None:
    ticket = stage.mallory.ticket(stage.document)
    async with open_socket(stage.web, "/ws/hocuspocus") as socket:
        mallory = RawClient(socket, "hocuspocus", stage.document)
        with stage.cluster.connect() as connection, connection.transaction():
            connection.execute("LOCK TABLE documents_document IN ACCESS EXCLUSIVE MODE")
            await mallory.send_token(ticket)
            for _ in range(MAX_EARLY_MESSAGES + 1):
                await mallory.send(EMPTY)
            await mallory.hears_close(close_codes.MALFORMED)
    await stage.all_type()


async def test_a_control_byte_in_a_header_is_a_bad_request(stage: Stage) -> None:
    request = (
        "GET /ws/hocuspocus HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nX-Forwarded-For: 1\x00.2\r\n\r\n"
    )
    reader, writer = await asyncio.open_connection("127.0.0.1", stage.web.port)
    writer.write(request.encode())
    answer = await asyncio.wait_for(reader.read(), SECONDS)
    writer.close()
    assert answer.startswith(b"HTTP/1.1 400 ")
    await stage.all_type()


async def test_attacks_leave_no_memory_behind(stage: Stage) -> None:
    before = stage.memory()
    for protocol, data in itertools.product(PROTOCOLS, HOSTILE.values()):
        async with stage.attack(protocol) as mallory:
            await mallory.send(Update(data))
            await mallory.hears_close(close_codes.MALFORMED)
    assert stage.memory() - before < GROWTH_BYTES
