"""The codes with which the server closes a WebSocket; `frontend/src/collab` mirrors them.

4400 to 4499 tell y-websocket that reconnecting is pointless, every other code that it is worth
another try. 4205 and 4401 are also `@hocuspocus/common`'s.
"""

from types import MappingProxyType

UNSUPPORTED_DATA = 1003
TOO_BIG = 1009
TRY_AGAIN = 1013
ACCESS_CHANGED = 4205
MALFORMED = 4400
UNAUTHENTICATED = 4401
FORBIDDEN = 4403

REASONS = MappingProxyType(
    {
        UNSUPPORTED_DATA: "Only binary frames are understood",
        TOO_BIG: "Message too big",
        TRY_AGAIN: "Try again later",
        ACCESS_CHANGED: "Access changed",
        MALFORMED: "Malformed or refused message",
        UNAUTHENTICATED: "Unauthenticated",
        FORBIDDEN: "Forbidden",
    }
)
"""What is sent along with each code, for people who read logs."""
