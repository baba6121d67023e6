import pytest
from asgiref.typing import WebSocketScope

from collab.origin import OriginGate

OURS = "https://docs.example.org"


async def unreachable(*_: object) -> None:
    raise AssertionError("the application was reached")


gate = OriginGate(
    unreachable,
    origins=[OURS, "http://localhost:8000"],
    session_cookie="sessionid",
    proof_in_band={"/ws/hocuspocus"},
)


def handshake(
    *origins: str, path: str = "/ws/y/1", query: str = "", cookie: str = ""
) -> WebSocketScope:
    headers = [(b"origin", origin.encode()) for origin in origins]
    if cookie:
        headers.append((b"cookie", cookie.encode()))
    return {  # type: ignore[typeddict-item]
        "type": "websocket",
        "path": path,
        "query_string": query.encode(),
        "headers": headers,
    }


@pytest.mark.parametrize("origin", [OURS, "http://localhost:8000"])
def test_our_own_pages_may_connect(origin: str) -> None:
    assert gate.allows(handshake(origin, cookie="sessionid=x"))


@pytest.mark.parametrize(
    "origin",
    [
        "",
        "null",
        "https://evil.example",
        "http://docs.example.org",
        "https://docs.example.org:444",
        "https://evil.docs.example.org",
        "https://docs.example.org.evil.example",
        "https://evildocs.example.org",
        "https://docs.example.org@evil.example",
        "https://docs.example.org/",
        "http://localhost",
        "localhost:8000",
    ],
)
@pytest.mark.parametrize("query", ["", "ticket=valid"])
def test_other_pages_may_not_even_with_a_ticket(origin: str, query: str) -> None:
    assert not gate.allows(handshake(origin, query=query))


def test_two_origins_are_none() -> None:
    assert not gate.allows(handshake(OURS, OURS))


def test_a_program_needs_a_ticket() -> None:
    assert not gate.allows(handshake())
    assert not gate.allows(handshake(query="ticket="))
    assert gate.allows(handshake(query="ticket=abc"))


def test_a_hocuspocus_client_sends_its_token_later() -> None:
    assert gate.allows(handshake(path="/ws/hocuspocus"))


@pytest.mark.parametrize("cookie", ["sessionid=x", "a=1; sessionid=x", "bad,cookie; sessionid=x"])
@pytest.mark.parametrize("path", ["/ws/y/1", "/ws/hocuspocus"])
def test_a_session_does_not_count_without_an_origin(path: str, cookie: str) -> None:
    assert not gate.allows(handshake(path=path, query="ticket=abc", cookie=cookie))


async def test_a_refusal_closes_before_accepting() -> None:
    sent: list[object] = []

    async def send(event: object) -> None:
        sent.append(event)

    await gate(handshake("null"), unreachable, send)  # type: ignore[arg-type]
    assert sent == [{"type": "websocket.close", "code": 4403, "reason": None}]
