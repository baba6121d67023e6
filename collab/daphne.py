"""Daphne's WebSockets, so that a client always learns why it was closed.

Autobahn, which Daphne builds on, lets applications close with 1000 and private codes only, and
drops the line without a word when a message is too big. Our close codes include the registered
1003, 1009 and 1013.
"""

from typing import Any

from daphne.ws_protocol import WebSocketFactory, WebSocketProtocol

LARGE_BYTES = 1 << 20
MANY_MESSAGES = 64
LOOK_SECONDS = 0.02
"""How often to look whether a backlog has been worked off."""


class TalkativeProtocol(WebSocketProtocol):  # type: ignore[misc]
    """A WebSocket that names the reason for its end, and reads no faster than is listened to."""

    def connectionMade(self) -> None:  # noqa: N802
        """Begin; a violated limit is answered with a close frame."""
        super().connectionMade()
        self.failByDrop = False
        self.waits = False

    def onMessage(self, payload: bytes, isBinary: bool) -> None:  # noqa: N802, N803
        """Pass a message on; with a backlog, or behind a large one, stop reading for a while."""
        super().onMessage(payload, isBinary)
        behind = len(payload) > LARGE_BYTES or self.application_queue.qsize() > MANY_MESSAGES
        if behind and not self.waits:
            self.waits = True
            self.transport.pauseProducing()
            self._read_on_when_listened_to()

    def _read_on_when_listened_to(self) -> None:
        # Once closed, the rest may come: nobody takes it from the queue any more.
        if self.application_queue.empty() or self.state != self.STATE_OPEN:
            self.waits = False
            self.transport.resumeProducing()
        else:
            self.factory.reactor.callLater(LOOK_SECONDS, self._read_on_when_listened_to)

    def serverClose(self, code: int | None = None) -> None:  # noqa: N802
        """Close with any code."""
        self.sendCloseFrame(code=code or 1000, reasonUtf8=None, isReply=False)


def install() -> None:
    """Have Daphne serve every WebSocket with this protocol."""
    factory: Any = WebSocketFactory
    factory.protocol = TalkativeProtocol
