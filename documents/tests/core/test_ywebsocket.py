import random

import pytest

from documents.core import close_codes, ywebsocket
from documents.core.errors import ProtocolError
from documents.core.limits import LIMITS
from documents.core.messages import (
    Authenticated,
    Awareness,
    ClientMessage,
    CloseDocument,
    PermissionDenied,
    Ping,
    QueryAwareness,
    ServerMessage,
    Stateless,
    SyncStatus,
    SyncStep1,
    SyncStep2,
    Update,
)
from documents.tests.core.frames import damaged

FROM_CLIENTS: dict[str, ClientMessage] = {
    "00000100": SyncStep1(b"\x00"),
    "00000401" + "078001": SyncStep1(bytes.fromhex("01078001")),
    "0001020000": SyncStep2(b"\x00\x00"),
    "0002020000": Update(b"\x00\x00"),
    "0106010700027b7d": Awareness(bytes.fromhex("010700027b7d")),
    "03": QueryAwareness(),
}


@pytest.mark.parametrize(("frame", "message"), FROM_CLIENTS.items())
def test_a_client_is_understood(frame: str, message: ClientMessage) -> None:
    assert ywebsocket.decode(bytes.fromhex(frame)) == [message]


def test_several_messages_may_share_a_frame() -> None:
    frame = bytes.fromhex("".join(FROM_CLIENTS))
    assert ywebsocket.decode(frame) == list(FROM_CLIENTS.values())


@pytest.mark.parametrize(
    ("message", "frame"),
    [
        (SyncStep1(b"\x00"), "00000100"),
        (SyncStep2(b"\x00\x00"), "0001020000"),
        (Update(b"\x00\x00"), "0002020000"),
        (Awareness(b"\x00"), "010100"),
        (QueryAwareness(), "03"),
        (PermissionDenied("no"), "0200026e6f"),
    ],
)
def test_the_server_says_one_message_a_frame(message: ServerMessage, frame: str) -> None:
    encoded = ywebsocket.encode(message)
    assert encoded is not None
    assert encoded.hex() == frame


@pytest.mark.parametrize(
    "message",
    [Authenticated(writable=True), SyncStatus(saved=True), Stateless(""), CloseDocument(), Ping()],
)
def test_what_the_protocol_lacks_is_not_sent(message: ServerMessage) -> None:
    assert ywebsocket.encode(message) is None


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "04",
        "09",
        "02000161",
        "000300",
        "00000000",
        "0000",
        "000005",
        "0002020000ff",
        "800000",
        "0000020100",
        "00000501070107" + "01",
        "0000050207010701",
    ],
)
def test_a_malformed_frame_closes_its_connection(frame: str) -> None:
    with pytest.raises(ProtocolError) as raised:
        ywebsocket.decode(bytes.fromhex(frame))
    assert raised.value.code == close_codes.MALFORMED


def test_no_damage_raises_anything_else() -> None:
    seed = random.randrange(2**32)
    print("seed", seed)
    frame = bytes.fromhex("".join(FROM_CLIENTS))
    for bad in damaged(frame, random.Random(seed), flips=2000):
        try:
            messages = ywebsocket.decode(bad)
        except ProtocolError:
            continue
        assert messages


def test_a_frame_of_very_many_messages_is_refused() -> None:
    assert len(ywebsocket.decode(b"\x03" * LIMITS.messages)) == LIMITS.messages
    with pytest.raises(ProtocolError):
        ywebsocket.decode(b"\x03" * (LIMITS.messages + 1))
