"""Every error the core raises.

CollabError
├── Malformed        bytes that nobody honest would have written
├── ProtocolError    a frame cannot be understood; carries the code that closes its socket
└── UpdateRefused    an update is malformed, hostile or beyond a limit
"""

from documents.core import close_codes


class CollabError(Exception):
    """Anything that can go wrong with a live document."""


class Malformed(CollabError):
    """Bytes cannot be decoded; decoders turn it into one of the errors below."""


class ProtocolError(CollabError):
    """A frame cannot be understood; `code` is what its connection is closed with."""

    def __init__(self, reason: str, code: int = close_codes.MALFORMED) -> None:
        super().__init__(reason)
        self.code = code


class UpdateRefused(CollabError):
    """An update must not reach a replica; the message says why, for the log."""
