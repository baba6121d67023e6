"""Which sites may open our sockets.

Browsers send the session cookie to us whatever page opens the socket, so the cookie alone proves
nothing. The rule:

- an Origin header must be exactly one of ours, scheme and port included; there is no matching of
  suffixes, and no ticket excuses a foreign origin;
- without an Origin header (no browser) the session never counts: a request that carries its
  cookie is refused, and so is one without another proof. The proof is a `?ticket=` in the URL,
  or, on the paths in `proof_in_band`, a token among the first messages. Whether it is valid is
  for the consumer to find out.

A refused handshake is answered with HTTP status 403.
"""

from collections.abc import Collection, Iterable
from urllib.parse import parse_qs

from asgiref.typing import (
    ASGI3Application,
    ASGIReceiveCallable,
    ASGISendCallable,
    Scope,
    WebSocketScope,
)
from django.http.cookie import parse_cookie


class OriginGate:
    """ASGI middleware for sockets that lets through only what the rule above allows."""

    def __init__(
        self,
        application: ASGI3Application,
        *,
        origins: Collection[str],
        session_cookie: str,
        proof_in_band: Collection[str],
    ) -> None:
        self.application = application
        self.origins = frozenset(origins)
        self.session_cookie = session_cookie
        self.proof_in_band = frozenset(proof_in_band)

    async def __call__(
        self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        """Pass an allowed handshake on; refuse any other before it is accepted."""
        assert scope["type"] == "websocket"
        if self.allows(scope):
            await self.application(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 4403, "reason": None})

    def allows(self, scope: WebSocketScope) -> bool:
        """Whether this handshake may go on to authentication."""
        origins = _values(scope["headers"], b"origin")
        if origins:
            return len(origins) == 1 and origins[0] in self.origins
        # The parser that the session is read with: another one might overlook the cookie.
        if any(
            self.session_cookie in parse_cookie(c) for c in _values(scope["headers"], b"cookie")
        ):
            return False
        ticket = parse_qs(scope["query_string"].decode("latin-1")).get("ticket")
        return scope["path"] in self.proof_in_band or ticket is not None


def _values(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in headers if key.lower() == name]
