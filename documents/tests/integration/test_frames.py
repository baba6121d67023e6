"""Messages arrive as they were sent, however long they are and however TCP cuts them."""

import asyncio
import os
from base64 import b64encode

import pytest

from collab.embedded.web import Web
from documents.core import close_codes, ywebsocket
from documents.core.messages import Update
from documents.core.update import parse
from documents.tests.core.updates import item, section, text, update
from documents.tests.harness.node import Protocol
from documents.tests.harness.people import Person
from documents.tests.harness.socket import EMPTY, raw_client
from documents.tests.harness.waiting import until

LENGTHS = [1, *range(90, 130), *range(65_490, 65_530), 500_000]
MASK = bytes(range(1, 5))


def insertion(client: int, length: int) -> Update:
    """So many letters, written by a client of its own."""
    return Update(update(section(client, 0, item(4, text("a" * length)))))


def short_frame(message: Update) -> bytes:
    """A masked binary frame (RFC 6455, section 5.2)."""
    payload = ywebsocket.encode(message)
    assert payload is not None
    masked = bytes(byte ^ MASK[place % 4] for place, byte in enumerate(payload))
    return bytes((0x82, 0x80 | len(payload))) + MASK + masked


@pytest.mark.parametrize("protocol", ["y-websocket", "hocuspocus"])
async def test_a_text_frame_is_not_understood(alice: Person, web: Web, protocol: Protocol) -> None:
    async with raw_client(web, protocol, alice.new_document(), alice) as client:
        await client.send_frame("text")
        await client.hears_close(close_codes.UNSUPPORTED_DATA)


@pytest.mark.usefixtures("transport")
async def test_updates_of_every_length_arrive_whole(alice: Person, web: Web) -> None:
    document = alice.new_document()
    async with (
        raw_client(web, "y-websocket", document, alice) as writer,
        raw_client(web, "y-websocket", document, alice) as reader,
    ):
        for client, length in enumerate(LENGTHS, start=1000):
            message = insertion(client, length)
            await writer.send(message)
            await reader.hears(message)


async def test_messages_cut_anywhere_arrive_whole_and_in_order(alice: Person, web: Web) -> None:
    document = alice.new_document()
    path = f"/ws/y/{document}?ticket={alice.ticket(document)}"
    key = b64encode(os.urandom(16)).decode()
    messages = [insertion(client, length) for client, length in enumerate(range(1, 40), 2000)]
    stream = b"".join(map(short_frame, messages))
    async with raw_client(web, "y-websocket", document, alice) as listener:
        reader, writer = await asyncio.open_connection("127.0.0.1", web.port)
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        assert b" 101 " in await reader.readline()
        for start in range(0, len(stream), 97):
            writer.write(stream[start : start + 97])
            await writer.drain()
            await listener.presence()  # the server has had time to take what came

        async def clients() -> set[int]:
            await listener.send(EMPTY)
            return set(parse(await listener.hears_step_2()).structs)

        numbers = set(range(2000, 2000 + len(messages)))
        await until(clients, numbers.issubset)
        writer.close()
