"""The messages that both wire protocols share, as in y-protocols' `sync.js` and `awareness.js`."""

from documents.core.errors import Malformed
from documents.core.lib0 import Reader, Writer
from documents.core.messages import Awareness, QueryAwareness, SyncStep1, SyncStep2, Update
from documents.core.update import decode_state_vector

SYNC, AWARENESS, AUTH, QUERY_AWARENESS = 0, 1, 2, 3

_STEP_1, _STEP_2, _UPDATE = 0, 1, 2

SharedMessage = SyncStep1 | SyncStep2 | Update | Awareness | QueryAwareness


def read_message(reader: Reader, kind: int) -> SharedMessage:
    """Read what follows a message's type; raises Malformed for any type that is not shared."""
    if kind == SYNC:
        return _read_sync(reader)
    if kind == AWARENESS:
        return Awareness(reader.var_bytes())
    if kind == QUERY_AWARENESS:
        return QueryAwareness()
    raise Malformed(f"message of type {kind}")


def _read_sync(reader: Reader) -> SyncStep1 | SyncStep2 | Update:
    step = reader.var_uint()
    payload = reader.var_bytes()
    if step == _UPDATE:
        return Update(payload)
    if step == _STEP_2:
        return SyncStep2(payload)
    if step == _STEP_1:
        decode_state_vector(payload)
        return SyncStep1(payload)
    raise Malformed(f"sync message of type {step}")


def write_message(writer: Writer, message: SharedMessage) -> None:
    """Write a message, beginning with its type."""
    match message:
        case Update(update):
            _write_sync(writer, _UPDATE, update)
        case SyncStep1(state_vector):
            _write_sync(writer, _STEP_1, state_vector)
        case SyncStep2(update):
            _write_sync(writer, _STEP_2, update)
        case Awareness(payload):
            writer.var_uint(AWARENESS)
            writer.var_bytes(payload)
        case QueryAwareness():
            writer.var_uint(QUERY_AWARENESS)


def _write_sync(writer: Writer, step: int, payload: bytes) -> None:
    writer.var_uint(SYNC)
    writer.var_uint(step)
    writer.var_bytes(payload)
