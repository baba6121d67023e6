import random

import pytest

from documents.core import close_codes, hocuspocus
from documents.core.errors import ProtocolError
from documents.core.messages import (
    Authenticate,
    Authenticated,
    Awareness,
    ClientMessage,
    CloseDocument,
    PermissionDenied,
    Ping,
    Pong,
    QueryAwareness,
    RequestToken,
    ServerMessage,
    Stateless,
    SyncStatus,
    SyncStep1,
    SyncStep2,
    Update,
)
from documents.tests.core.frames import damaged

DOC = "03646f63"

# Sent by @hocuspocus/provider 4.8.0.
FROM_CLIENTS: dict[str, ClientMessage] = {
    DOC + "02000673656372657405342e382e30": Authenticate("secret"),
    DOC + "0000" + "0100": SyncStep1(b"\x00"),
    DOC + "0106010700027b7d": Awareness(bytes.fromhex("010700027b7d")),
    DOC + "0001020000": SyncStep2(b"\x00\x00"),
    DOC + "00021101010700040101740768c3a9f09f988000": Update(
        bytes.fromhex("01010700040101740768c3a9f09f988000")
    ),
    DOC + "050568656c6c6f": Stateless("hello"),
    DOC + "07": CloseDocument(),
    DOC + "03": QueryAwareness(),
}


@pytest.mark.parametrize(("frame", "message"), FROM_CLIENTS.items())
def test_a_client_is_understood(frame: str, message: ClientMessage) -> None:
    assert hocuspocus.decode(bytes.fromhex(frame)) == ("doc", message)


def test_a_client_of_before_4_0_sends_no_version() -> None:
    frame = bytes.fromhex(DOC + "020006736563726574")
    assert hocuspocus.decode(frame) == ("doc", Authenticate("secret"))


@pytest.mark.parametrize(("frame", "message"), [("09", Ping()), ("0a", Pong())])
def test_ping_and_pong_are_bare_bytes(frame: str, message: Ping | Pong) -> None:
    assert hocuspocus.decode(bytes.fromhex(frame)) == ("", message)
    assert hocuspocus.encode("doc", message).hex() == frame


def test_an_address_may_carry_a_session_which_the_answer_repeats() -> None:
    address, message = hocuspocus.decode(bytes.fromhex("07646f6300783179" + "03"))
    assert (address, message) == ("doc\0x1y", QueryAwareness())
    assert hocuspocus.document_name(address) == "doc"
    answer = hocuspocus.encode(address, SyncStatus(saved=True))
    assert answer.hex() == "07646f6300783179" + "0801"


def test_an_address_without_a_session_is_the_name() -> None:
    assert hocuspocus.document_name("doc") == "doc"


@pytest.mark.parametrize(
    ("message", "frame"),
    [
        (SyncStep1(b"\x00"), "00000100"),
        (SyncStep2(b"\x00\x00"), "0001020000"),
        (Update(b"\x00\x00"), "0002020000"),
        (Awareness(b"\x00"), "010100"),
        (QueryAwareness(), "03"),
        (Authenticated(writable=True), "02020a726561642d7772697465"),
        (Authenticated(writable=False), "020208726561646f6e6c79"),
        (PermissionDenied("no"), "0201026e6f"),
        (RequestToken(), "0200"),
        (Stateless("é"), "0502c3a9"),
        (SyncStatus(saved=True), "0801"),
        (SyncStatus(saved=False), "0800"),
        (CloseDocument("bye"), "0703627965"),
    ],
)
def test_the_server_is_understood(message: ServerMessage, frame: str) -> None:
    assert hocuspocus.encode("doc", message).hex() == DOC + frame


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "0b",
        "0909",
        DOC,
        DOC + "04",
        DOC + "06026869",
        DOC + "0801",
        DOC + "0701",
        DOC + "0300",
        DOC + "020201",
        DOC + "020100",
        DOC + "0200",
        DOC + "02000161" + "0162" + "00",
        DOC + "0002020000" + "00",
        DOC + "0000020100",
        "02ff6603",
    ],
)
def test_a_malformed_frame_closes_its_connection(frame: str) -> None:
    with pytest.raises(ProtocolError) as raised:
        hocuspocus.decode(bytes.fromhex(frame))
    assert raised.value.code == close_codes.MALFORMED


@pytest.mark.parametrize("start", ["ff7f", DOC + "0200ff7f", DOC + "05ff7f"])
def test_an_endless_address_token_or_note_is_malformed(start: str) -> None:
    with pytest.raises(ProtocolError):
        hocuspocus.decode(bytes.fromhex(start) + b"x" * 16_383 + b"\x03")


def test_no_damage_raises_anything_else() -> None:
    seed = random.randrange(2**32)
    print("seed", seed)
    rng = random.Random(seed)
    for frame in FROM_CLIENTS:
        for bad in damaged(bytes.fromhex(frame), rng, flips=300):
            try:
                address, _ = hocuspocus.decode(bad)
            except ProtocolError:
                continue
            hocuspocus.document_name(address)
