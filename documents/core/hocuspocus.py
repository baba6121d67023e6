r"""The Hocuspocus protocol, as `@hocuspocus/provider` 4.8 speaks it.

One socket carries many documents: every frame but Ping and Pong begins with an address, which is
the document's name, with `\0` and a session id behind it when the client holds the document more
than once. An answer bears the very address of the request.
"""

from documents.core.errors import Malformed, ProtocolError
from documents.core.lib0 import Reader, Writer
from documents.core.limits import LIMITS
from documents.core.messages import (
    Authenticate,
    Authenticated,
    ClientMessage,
    CloseDocument,
    PermissionDenied,
    Ping,
    Pong,
    RequestToken,
    ServerMessage,
    Stateless,
    SyncStatus,
)
from documents.core.y_protocols import AUTH, SharedMessage, read_message, write_message

_STATELESS, _CLOSE, _SYNC_STATUS = 5, 7, 8
_TOKEN, _PERMISSION_DENIED, _AUTHENTICATED = 0, 1, 2
_PING, _PONG = b"\x09", b"\x0a"


def decode(frame: bytes) -> tuple[str, ClientMessage]:
    """Read one frame into its address, empty for Ping and Pong, and its message.

    Raises ProtocolError.
    """
    if frame == _PING:
        return "", Ping()
    if frame == _PONG:
        return "", Pong()
    reader = Reader(frame)
    try:
        address = _read_text(reader, LIMITS.address_bytes)
        message = _read(reader)
        reader.finish()
    except Malformed as error:
        raise ProtocolError(str(error)) from None
    return address, message


def document_name(address: str) -> str:
    """Return the name of the document that an address leads to."""
    return address.partition("\0")[0]


def encode(address: str, message: ServerMessage) -> bytes:
    """Make one frame; Ping and Pong have no address."""
    if isinstance(message, Ping):
        return _PING
    if isinstance(message, Pong):
        return _PONG
    writer = Writer()
    writer.var_string(address)
    if isinstance(message, SharedMessage):
        write_message(writer, message)
    else:
        _write(writer, message)
    return writer.to_bytes()


def _read(reader: Reader) -> ClientMessage:
    kind = reader.var_uint()
    if kind == AUTH:
        return _read_token(reader)
    if kind == _STATELESS:
        return Stateless(_read_text(reader, LIMITS.stateless_bytes))
    if kind == _CLOSE:
        return CloseDocument()
    return read_message(reader, kind)


def _read_token(reader: Reader) -> Authenticate:
    if reader.var_uint() != _TOKEN:
        raise Malformed("an answer that only servers give")
    token = _read_text(reader, LIMITS.token_bytes)
    if not reader.at_end:
        # Providers add their version since 4.0; nothing depends on it.
        _read_text(reader, LIMITS.token_bytes)
    return Authenticate(token)


def _read_text(reader: Reader, max_bytes: int) -> str:
    text = reader.var_string()
    if len(text.encode()) > max_bytes:
        raise Malformed(f"a text of more than {max_bytes} bytes")
    return text


def _write(
    writer: Writer,
    message: Authenticated
    | PermissionDenied
    | RequestToken
    | Stateless
    | SyncStatus
    | CloseDocument,
) -> None:
    match message:
        case SyncStatus(saved):
            writer.var_uint(_SYNC_STATUS)
            # A varInt, which for 0 and 1 has the bytes of a varUint.
            writer.var_uint(int(saved))
        case Authenticated(writable):
            writer.var_uint(AUTH)
            writer.var_uint(_AUTHENTICATED)
            writer.var_string("read-write" if writable else "readonly")
        case PermissionDenied(reason):
            writer.var_uint(AUTH)
            writer.var_uint(_PERMISSION_DENIED)
            writer.var_string(reason)
        case RequestToken():
            writer.var_uint(AUTH)
            writer.var_uint(_TOKEN)
        case Stateless(payload):
            writer.var_uint(_STATELESS)
            writer.var_string(payload)
        case CloseDocument(reason):
            writer.var_uint(_CLOSE)
            writer.var_string(reason)
