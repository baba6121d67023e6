"""One connection over HTTP, as the socket behind it and the client before it see it."""

import asyncio
from typing import Any

import pytest

from documents.core.pieces import OutOfTurn
from documents.realtime import carrier as module
from documents.realtime.carrier import Carrier

Event = dict[str, Any]
ACCEPT = {"type": "websocket.accept"}
CLOSE = {"type": "websocket.close", "code": 1013, "reason": ""}


class Client:
    """What reads the answer, and may go away."""

    def __init__(self) -> None:
        self.status = 0
        self.body = b""
        self.ended = False
        self.gone = asyncio.Event()

    async def send(self, event: Any) -> None:
        self.status = event.get("status", self.status)
        self.body += event.get("body", b"")
        self.ended = event["type"] == "http.response.body" and not event.get("more_body", False)

    async def receive(self) -> Any:
        await self.gone.wait()
        return {"type": "http.disconnect"}


def framed(*frames: bytes) -> bytes:
    return b"".join(len(frame).to_bytes(4) + frame for frame in frames)


@pytest.fixture
def client() -> Client:
    return Client()


@pytest.fixture
def carrier(client: Client) -> Carrier:
    return Carrier("process", "session", client.send)


async def accepted(carrier: Carrier) -> None:
    assert (await carrier.receive())["type"] == "websocket.connect"
    await carrier.send(ACCEPT)


async def test_frames_leave_as_events_and_a_close_as_the_last(
    carrier: Carrier, client: Client
) -> None:
    await accepted(carrier)
    await carrier.send({"type": "websocket.send", "bytes": b"\x00\xff", "text": None})
    ended_before = client.ended
    await carrier.send(CLOSE)
    await carrier.send({"type": "websocket.send", "bytes": b"late", "text": None})
    assert (ended_before, client.ended) == (False, True)
    *_, opened, message, closed, rest = client.body.decode().split("\n\n")
    assert opened.endswith(f"event: open\ndata: {carrier.id}")
    assert message == "event: message\ndata: AP8="
    assert closed == "event: close\ndata: 1013"
    assert rest == ""


async def test_a_handshake_that_is_refused_is_forbidden(carrier: Carrier, client: Client) -> None:
    await carrier.receive()
    await carrier.send(CLOSE)
    assert (client.status, client.ended) == (403, True)
    assert b"event:" not in client.body


async def test_a_piece_is_answered_when_its_frames_were_handled(carrier: Carrier) -> None:
    await accepted(carrier)
    piece = framed(b"one", b"two")
    taking = asyncio.create_task(carrier.take(1, piece))
    assert (await carrier.receive())["bytes"] == b"one"
    again = asyncio.create_task(carrier.take(1, piece))
    assert (await carrier.receive())["bytes"] == b"two"
    with pytest.raises(OutOfTurn):
        await carrier.take(2, framed(b"three"))
    assert not taking.done()
    assert not again.done()
    listening = asyncio.create_task(carrier.receive())
    await asyncio.gather(taking, again)
    await carrier.take(2, b"")
    assert not listening.done()
    listening.cancel()


async def test_nobody_waits_for_an_answer_beyond_the_end(carrier: Carrier) -> None:
    await accepted(carrier)
    taking = asyncio.create_task(carrier.take(1, framed(b"one")))
    assert (await carrier.receive())["bytes"] == b"one"
    await carrier.leave()
    await taking


async def test_a_reader_that_goes_away_ends_the_connection(
    carrier: Carrier, client: Client
) -> None:
    await accepted(carrier)
    async with carrier.watching(client.receive):
        client.gone.set()
        assert (await carrier.receive())["type"] == "websocket.disconnect"


async def test_a_client_that_falls_silent_is_gone(
    carrier: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    await accepted(carrier)
    monkeypatch.setattr(module, "SILENCE_SECONDS", 0.01)
    assert (await carrier.receive())["type"] == "websocket.disconnect"


async def test_a_long_frame_in_many_pieces_is_no_silence(
    carrier: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    await accepted(carrier)
    monkeypatch.setattr(module, "SILENCE_SECONDS", 0.05)
    listening = asyncio.create_task(carrier.receive())
    *parts, last = framed(bytes(30))
    for number, byte in enumerate(parts, start=1):
        await carrier.take(number, bytes((byte,)))
        await asyncio.sleep(0.005)
    taking = asyncio.create_task(carrier.take(len(parts) + 1, bytes((last,))))
    assert (await listening).get("bytes") == bytes(30)
    await carrier.leave()
    await taking
