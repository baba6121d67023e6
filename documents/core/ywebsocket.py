"""The y-websocket protocol, as `y-websocket.js` 3.1 and the yrs clients speak it."""

from documents.core.errors import Malformed, ProtocolError
from documents.core.lib0 import Reader, Writer
from documents.core.limits import LIMITS
from documents.core.messages import ClientMessage, PermissionDenied, ServerMessage
from documents.core.y_protocols import AUTH, SharedMessage, read_message, write_message

_PERMISSION_DENIED = 0


def decode(frame: bytes) -> list[ClientMessage]:
    """Read the messages of one frame, which are one or more; raises ProtocolError."""
    reader = Reader(frame)
    messages: list[ClientMessage] = []
    try:
        while not messages or not reader.at_end:
            if len(messages) == LIMITS.messages:
                raise Malformed(f"more than {LIMITS.messages} messages")
            messages.append(read_message(reader, reader.var_uint()))
    except Malformed as error:
        raise ProtocolError(str(error)) from None
    return messages


def encode(message: ServerMessage) -> bytes | None:
    """Make one frame, or None for a message that this protocol does not have."""
    writer = Writer()
    if isinstance(message, PermissionDenied):
        writer.var_uint(AUTH)
        writer.var_uint(_PERMISSION_DENIED)
        writer.var_string(message.reason)
    elif isinstance(message, SharedMessage):
        write_message(writer, message)
    else:
        return None
    return writer.to_bytes()
