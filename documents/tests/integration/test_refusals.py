"""Whoever says what must not be said is refused, nothing is stored, and nobody else notices."""

import uuid

import pytest
from websockets.exceptions import InvalidStatus

from collab.embedded.web import Web
from documents.core import close_codes
from documents.core.messages import (
    Authenticated,
    PermissionDenied,
    SyncStatus,
    SyncStep2,
    Update,
)
from documents.tests.harness.cluster import MAX_MESSAGE_BYTES, Cluster
from documents.tests.harness.node import Protocol
from documents.tests.harness.people import Person
from documents.tests.harness.socket import EMPTY, RawClient, open_socket, raw_client

pytestmark = pytest.mark.usefixtures("transport")

PROTOCOLS: list[Protocol] = ["y-websocket", "hocuspocus"]
WORD = bytes.fromhex("0101e8070004010174026869" + "00")
"""An update by clientID 1000: "hi" in the root text `t`."""
HOSTILE = bytes.fromhex("8080808001")
"""It claims 2^28 clients."""


def head(cluster: Cluster, document: str) -> int:
    """How many rows the document's log has."""
    with cluster.connect() as connection:
        query = "SELECT count(*) FROM documents_update WHERE document_id = %s"
        row = connection.execute(query, (document,)).fetchone()
    assert row is not None
    return int(row[0])


async def status_of(web: Web, path: str, origin: str | None, cookie: str | None = None) -> int:
    """The HTTP status with which a handshake is answered."""
    try:
        async with open_socket(web, path, origin=origin, cookie=cookie):
            return 101
    except InvalidStatus as refused:
        return refused.response.status_code


@pytest.mark.parametrize("path", ["/ws/y/{document}", "/ws/hocuspocus"])
async def test_a_foreign_or_absent_origin_is_refused(alice: Person, web: Web, path: str) -> None:
    path = path.format(document=alice.new_document())
    cookie = f"sessionid={alice.cookie('sessionid')}"
    assert await status_of(web, path, web.url, cookie) == 101
    for origin in ("https://evil.example", "null", "http://localhost.evil.example", None):
        assert (origin, await status_of(web, path, origin, cookie)) == (origin, 403)


async def test_a_socket_without_origin_needs_a_ticket(alice: Person, web: Web) -> None:
    assert await status_of(web, f"/ws/y/{alice.new_document()}", None) == 403


@pytest.mark.parametrize("ticket", ["forged", "of another document"])
async def test_a_bad_ticket_is_unauthenticated(alice: Person, web: Web, ticket: str) -> None:
    document = alice.new_document()
    if ticket == "of another document":
        ticket = alice.ticket(alice.new_document())
    async with open_socket(web, f"/ws/y/{document}?ticket={ticket}") as socket:
        client = RawClient(socket, "y-websocket", document)
        assert await client.close_code() == close_codes.UNAUTHENTICATED
    async with open_socket(web, "/ws/hocuspocus") as socket:
        client = RawClient(socket, "hocuspocus", document)
        await client.send_token(ticket)
        await client.hears(PermissionDenied("permission-denied"))


async def test_absent_and_forbidden_look_alike(alice: Person, bob: Person, web: Web) -> None:
    cookie = f"sessionid={bob.cookie('sessionid')}"
    for document in (alice.new_document(), str(uuid.uuid4())):
        async with open_socket(web, f"/ws/y/{document}", origin=web.url, cookie=cookie) as socket:
            client = RawClient(socket, "y-websocket", document)
            assert await client.close_code() == close_codes.FORBIDDEN
        async with open_socket(web, "/ws/hocuspocus", origin=web.url, cookie=cookie) as socket:
            client = RawClient(socket, "hocuspocus", document)
            await client.send_token("")
            await client.hears(PermissionDenied("permission-denied"))


async def test_a_message_before_the_token_is_unauthenticated(alice: Person, web: Web) -> None:
    async with open_socket(web, "/ws/hocuspocus") as socket:
        client = RawClient(socket, "hocuspocus", alice.new_document())
        await client.send(EMPTY)
        assert await client.close_code() == close_codes.UNAUTHENTICATED


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (b"", close_codes.MALFORMED),
        (b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", close_codes.MALFORMED),
        (b"\x63", close_codes.MALFORMED),
        (bytes(MAX_MESSAGE_BYTES + 1), close_codes.TOO_BIG),
    ],
    ids=["empty", "endless", "unknown", "too big"],
)
async def test_a_bad_frame_closes_its_socket_with_the_stated_code(
    alice: Person, web: Web, protocol: Protocol, frame: bytes, code: int
) -> None:
    document = alice.new_document()
    async with raw_client(web, protocol, document, alice) as client:
        await client.send_frame(frame)
        assert await client.close_code() == code


@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_a_hostile_update_is_refused_and_others_go_on(
    alice: Person, web: Web, cluster: Cluster, protocol: Protocol
) -> None:
    document = alice.new_document()
    async with (
        raw_client(web, protocol, document, alice) as attacker,
        raw_client(web, "hocuspocus", document, alice) as other,
    ):
        await attacker.send(Update(HOSTILE))
        assert await attacker.close_code() == close_codes.MALFORMED
        assert head(cluster, document) == 1
        await other.send(Update(WORD))
        await other.hears(SyncStatus(saved=True))
        assert head(cluster, document) == 2


@pytest.mark.parametrize("message", [Update(WORD), SyncStep2(WORD)], ids=["update", "step 2"])
@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_a_viewers_update_is_refused_and_nothing_is_stored(
    alice: Person,
    visitor: Person,
    web: Web,
    cluster: Cluster,
    protocol: Protocol,
    message: Update | SyncStep2,
) -> None:
    document = alice.new_document()
    alice.share(document, "view")
    visitor.get(alice.link(document))
    async with raw_client(web, protocol, document, visitor) as client:
        await client.send(message)
        if protocol == "hocuspocus":
            await client.hears(SyncStatus(saved=False))
        else:
            await client.hears(PermissionDenied("read-only"))
        assert head(cluster, document) == 1


async def test_a_viewer_is_told_that_it_may_only_read(
    alice: Person, visitor: Person, web: Web
) -> None:
    document = alice.new_document()
    alice.share(document, "view")
    visitor.get(alice.link(document))
    async with open_socket(web, "/ws/hocuspocus") as socket:
        client = RawClient(socket, "hocuspocus", document)
        await client.send_token(visitor.ticket(document))
        await client.hears(Authenticated(writable=False))
        await client.send(EMPTY)
        await client.hears_step_2()
        await client.send(SyncStep2(b"\x00\x00"))
        await client.hears(SyncStatus(saved=True))


async def test_a_refused_document_leaves_the_others_on_its_socket_alone(
    alice: Person, bob: Person, web: Web
) -> None:
    mine, hers = bob.new_document(), alice.new_document()
    async with open_socket(web, "/ws/hocuspocus") as socket:
        allowed = RawClient(socket, "hocuspocus", mine)
        refused = RawClient(socket, "hocuspocus", hers)
        await refused.send_token("forged")
        await refused.hears(PermissionDenied("permission-denied"))
        await refused.send(EMPTY)
        await refused.send(Update(WORD))
        await allowed.send_token(bob.ticket(mine))
        await allowed.hears(Authenticated(writable=True))
        await refused.send_token(alice.ticket(hers))
        await refused.hears(Authenticated(writable=True))
