"""What is said over a WebSocket is said over HTTP as well, by the same tests."""

import pytest

from documents.tests.harness import socket


@pytest.fixture(params=["websocket", "http"])
def transport(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> socket.Transport:
    """The test's sockets go over this."""
    chosen: socket.Transport = request.param
    monkeypatch.setattr(socket, "transport", chosen)
    return chosen
