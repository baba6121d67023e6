"""What a socket over HTTP has that a WebSocket has not: numbers, owners, and other processes."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest

from collab.embedded.web import Web
from documents.core import close_codes
from documents.core.messages import SyncStatus, Update
from documents.core.pieces import FRAMES, PIECE_BYTES
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.http_socket import HttpConnection, Lines, dial, request
from documents.tests.harness.people import Person
from documents.tests.harness.socket import EMPTY, RawClient, signed_in_client
from documents.tests.harness.stage import Typist
from documents.tests.harness.waiting import until
from documents.tests.integration.test_refusals import WORD, head

ANOTHER = 2
"""A web process that no other test here uses."""


def address(web: Web, document: str) -> str:
    """Where a connection for a document is opened."""
    return f"{web.url}/http/hocuspocus?document={document}"


def browser(person: Person, origin: str) -> Lines:
    """What a browser adds to a request."""
    return {"Cookie": f"sessionid={person.cookie('sessionid')}", "Origin": origin}


def framed(client: RawClient, *messages: Update) -> bytes:
    """A piece of whole frames."""
    frames = [client.frame(message) for message in messages]
    return b"".join(len(frame).to_bytes(4) + frame for frame in frames)


@asynccontextmanager
async def opened(
    webs: Sequence[Web], document: str, person: Person
) -> AsyncIterator[tuple[HttpConnection, RawClient]]:
    """A client in step with a document; its pieces go to the processes in turn."""
    urls = [address(web, document) for web in webs]
    async with dial(urls, browser(person, webs[0].url)) as line:
        client = RawClient(line, "hocuspocus", document)
        await client.send_token("")
        await client.send(EMPTY)
        await client.hears_step_2()
        yield line, client


async def test_pieces_that_reach_another_process_find_their_connection(
    alice: Person, web_pair: tuple[Web, Web]
) -> None:
    document = alice.new_document()
    async with (
        opened(web_pair, document, alice) as (_, one),
        opened(web_pair[::-1], document, alice) as (_, other),
    ):
        typists = Typist(one, 501), Typist(other, 502)
        for typist in typists * 20:
            await typist.type()


async def test_a_piece_that_is_sent_again_is_answered_and_counted_once(
    alice: Person, web: Web, cluster: Cluster
) -> None:
    document = alice.new_document()
    async with opened([web], document, alice) as (line, client):
        number, piece = line.next_number(), framed(client, Update(WORD))
        assert [await line.post(number, piece) for _ in range(3)] == [204, 204, 204]
        await client.hears(SyncStatus(saved=True))
        assert await line.post(number + 2, piece) == 409
        assert head(cluster, document) == 2
        # Only the answer to another update is heard of now.
        await line.post(number + 1, framed(client, Update(WORD)))
        assert await client.statuses(1) == [True]


async def test_only_who_opened_a_connection_sends_on_it(
    alice: Person, bob: Person, web: Web, cluster: Cluster
) -> None:
    document = alice.new_document()
    async with opened([web], document, alice) as (line, client):
        number, piece = line.next_number(), framed(client, Update(WORD))
        others: list[tuple[Lines, int]] = [
            (browser(bob, web.url), 410),
            ({"Origin": web.url, "Cookie": ""}, 410),
            (browser(alice, "https://evil.example"), 403),
            (browser(alice, "null"), 403),
            ({"Origin": ""}, 403),
        ]
        for headers, status in others:
            assert await line.post(number, piece, headers) == status, headers
        assert head(cluster, document) == 1
        assert await line.post(number, piece) == 204
        await client.hears(SyncStatus(saved=True))


@pytest.mark.parametrize(
    ("headers", "piece", "status"),
    [
        ({"Collab-Piece": "x"}, b"", 400),
        ({"Collab-Piece": "-1"}, b"", 400),
        ({"Collab-Piece": "9" * 30}, b"", 400),
        ({}, bytes(PIECE_BYTES + 1), 413),
        ({"Collab-Connection": "elsewhere.x"}, b"", 421),
        ({"Collab-Connection": "\xff"}, b"", 421),
    ],
    ids=["no number", "negative", "endless", "too long", "of another process", "no name"],
)
async def test_a_bad_piece_is_refused_and_the_connection_lives(
    alice: Person, web: Web, headers: Lines, piece: bytes, status: int
) -> None:
    document = alice.new_document()
    async with opened([web], document, alice) as (line, client):
        number = line.next_number()
        assert await line.post(number, piece, headers) == status
        assert await line.post(number, framed(client, Update(WORD))) == 204
        await client.hears(SyncStatus(saved=True))


@pytest.mark.parametrize(
    ("piece", "status", "code"),
    [
        (bytes(4 * (FRAMES + 1)), 400, close_codes.MALFORMED),
        (b"\xff" * 4, 413, close_codes.TOO_BIG),
    ],
    ids=["too many frames", "a frame too big"],
)
async def test_what_no_frame_may_be_ends_the_connection_with_its_code(
    alice: Person, web: Web, piece: bytes, status: int, code: int
) -> None:
    async with opened([web], alice.new_document(), alice) as (line, client):
        number = line.next_number()
        assert await line.post(number, piece) == status
        await client.hears_close(code)
        assert await line.post(number + 1, b"") == 410


async def test_a_reader_that_leaves_is_gone_for_everybody(alice: Person, web: Web) -> None:
    document = alice.new_document()
    async with signed_in_client(web, document, alice) as other:
        async with opened([web], document, alice) as (line, client):
            await client.send_presence(77)
            await until(other.presence, lambda present: 77 in present)
        await until(other.presence, lambda present: 77 not in present)
        assert await line.post(line.next_number(), b"") == 410


async def test_a_process_that_died_leaves_nothing_to_send_on(
    cluster: Cluster, alice: Person
) -> None:
    dying = await asyncio.to_thread(cluster.web, ANOTHER)
    async with opened([dying], alice.new_document(), alice) as (line, client):
        dying.kill()
        await asyncio.to_thread(cluster.web, ANOTHER)
        assert await line.post(line.next_number(), framed(client, Update(WORD))) == 421


async def test_that_the_way_is_free_is_told_to_whoever_asks(web: Web) -> None:
    path = f"{web.url}/http/hocuspocus"
    answers = [await request("GET", path, {}), await request("GET", f"{path}/nothing", {})]
    assert [answer.status_code for answer in answers] == [204, 404]


async def test_what_is_told_must_not_be_kept_or_changed_on_its_way(web: Web) -> None:
    async with dial([f"{web.url}/http/hocuspocus"], {}) as line:
        assert line.answer["Content-Type"] == "text/event-stream"
        assert line.answer["Cache-Control"] == "no-store, no-transform"
        assert line.answer["X-Accel-Buffering"] == "no"
