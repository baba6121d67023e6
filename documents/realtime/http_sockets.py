"""`/http/...`: the sockets of `/ws/...` for those whose proxies let no WebSocket through.

What a WebSocket carries goes over plain HTTP here, below everything that speaks or limits a
protocol: the socket behind it is the same. docs/protocol.md has the requests and answers.
"""

import hmac
import re
import secrets
from collections.abc import Callable
from typing import Any, cast

from asgiref.typing import (
    ASGI3Application,
    ASGIReceiveCallable,
    ASGISendCallable,
    HTTPScope,
    Scope,
    WebSocketScope,
)
from django.http.cookie import parse_cookie

from documents.core import close_codes
from documents.core.errors import ProtocolError
from documents.core.pieces import PIECE_BYTES, OutOfTurn
from documents.realtime.carrier import Carrier

CONNECTION = b"collab-connection"
"""The header that names the connection which a piece is for; who has none yet leaves it out."""
PIECE = b"collab-piece"
"""The header with the piece's number, from 1."""

_PATH = re.compile(r"/http(/hocuspocus|/y/[0-9a-f-]{36})")
_NUMBER = re.compile(r"[1-9][0-9]{0,14}")


class HttpSockets:
    """ASGI middleware: serves `/http/` by means of `sockets`, leaves the rest to `pages`.

    `allows` is the origin check, which `sockets` makes itself for what it opens.
    """

    def __init__(
        self,
        pages: ASGI3Application,
        sockets: ASGI3Application,
        *,
        allows: Callable[[WebSocketScope], bool],
        session_cookie: str,
    ) -> None:
        self._pages = pages
        self._sockets = sockets
        self._allows = allows
        self._session_cookie = session_cookie
        self._process = secrets.token_hex(4)
        self._carriers: dict[str, Carrier] = {}

    async def __call__(
        self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        """Open a connection, or take a piece for one; a GET learns that the way is free."""
        assert scope["type"] == "http"
        address = _PATH.fullmatch(scope["path"])
        if address is None:
            await self._pages(scope, receive, send)
            return
        if scope["method"] != "POST":
            # Nothing is opened: browsers send no Origin along with a GET to their own site.
            await _answer(send, 204, "")
            return
        headers = dict(scope["headers"])
        socket_scope = _as_socket(scope, f"/ws{address[1]}")
        if CONNECTION not in headers:
            await self._open(socket_scope, receive, send)
        elif not self._allows(socket_scope):
            await _answer(send, 403, "This site's sockets are not open to others.")
        else:
            await self._take(headers, receive, send)

    async def _open(
        self, scope: WebSocketScope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        carrier = Carrier(self._process, self._session(dict(scope["headers"])), send)
        self._carriers[carrier.id] = carrier
        try:
            async with carrier.watching(receive):
                await self._sockets(scope, carrier.receive, carrier.send)
        finally:
            del self._carriers[carrier.id]
            await carrier.leave()

    async def _take(
        self, headers: dict[bytes, bytes], receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        connection = headers[CONNECTION].decode("latin-1")
        carrier = self._carriers.get(connection)
        if carrier is None and connection.partition(".")[0] != self._process:
            # Over another line, a proxy in front may choose the right process.
            await _answer(
                send, 421, "Another process has this connection.", (b"connection", b"close")
            )
        elif carrier is None or not hmac.compare_digest(carrier.owner, self._session(headers)):
            await _answer(send, 410, "There is no such connection.")
        else:
            await _hand_over(carrier, headers.get(PIECE, b"").decode("latin-1"), receive, send)

    def _session(self, headers: dict[bytes, bytes]) -> str:
        """The key of the browser's session, empty where there is none."""
        cookies = parse_cookie(headers.get(b"cookie", b"").decode("latin-1"))
        return cookies.get(self._session_cookie, "")


async def _hand_over(
    carrier: Carrier, number: str, receive: ASGIReceiveCallable, send: ASGISendCallable
) -> None:
    if not _NUMBER.fullmatch(number):
        await _answer(send, 400, "The piece has no number.")
        return
    piece = await _body(receive)
    if piece is None:
        await _answer(send, 413, f"A piece has at most {PIECE_BYTES} bytes.")
        return
    try:
        await carrier.take(int(number), piece)
    except OutOfTurn as error:
        await _answer(send, 409, f"Out of turn: {error}.")
    except ProtocolError as error:
        await carrier.close(error.code)
        status = 413 if error.code == close_codes.TOO_BIG else 400
        await _answer(send, status, f"Refused: {error}.")
    else:
        await _answer(send, 204, "")


async def _body(receive: ASGIReceiveCallable) -> bytes | None:
    """The request's body; None when it is longer than a piece may be, or broken off."""
    body, more = bytearray(), True
    while more:
        event = cast(dict[str, Any], await receive())
        if event["type"] != "http.request":
            return None
        body += event.get("body", b"")
        more = event.get("more_body", False)
        if len(body) > PIECE_BYTES:
            return None
    return bytes(body)


def _as_socket(scope: HTTPScope, path: str) -> WebSocketScope:
    """The request, as the handshake that it stands for."""
    handshake = {**scope, "type": "websocket", "path": path, "raw_path": path.encode()}
    return cast(WebSocketScope, {**handshake, "subprotocols": [], "extensions": {}})


async def _answer(
    send: ASGISendCallable, status: int, why: str, *headers: tuple[bytes, bytes]
) -> None:
    ours = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    start = {"type": "http.response.start", "status": status, "headers": [*ours, *headers]}
    await send(cast(Any, start))
    body = {"type": "http.response.body", "body": f"{why}\n".encode() if why else b""}
    await send(cast(Any, body))
