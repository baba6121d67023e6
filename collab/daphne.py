"""Daphne's WebSockets, so that a client always learns why it was closed.

Autobahn, which Daphne builds on, lets applications close with 1000 and private codes only, and
drops the line without a word when a message is too big. Our close codes include the registered
1003, 1009 and 1013.
"""

from typing import Any

from daphne.ws_protocol import WebSocketFactory, WebSocketProtocol


class TalkativeProtocol(WebSocketProtocol):  # type: ignore[misc]
    """A WebSocket that names the reason for its end."""

    def connectionMade(self) -> None:  # noqa: N802
        """Begin; a violated limit is answered with a close frame."""
        super().connectionMade()
        self.failByDrop = False

    def serverClose(self, code: int | None = None) -> None:  # noqa: N802
        """Close with any code."""
        self.sendCloseFrame(code=code or 1000, reasonUtf8=None, isReply=False)


def install() -> None:
    """Have Daphne serve every WebSocket with this protocol."""
    factory: Any = WebSocketFactory
    factory.protocol = TalkativeProtocol
