"""Frames that an attacker might send: random, mutated, and well-formed but hostile."""

import json
import random
import string
from collections.abc import Sequence
from contextlib import suppress

from documents.core.errors import ProtocolError, UpdateRefused
from documents.core.lib0 import Writer
from documents.core.limits import LIMITS, STEP2_LIMITS
from documents.core.update import parse
from documents.core.ywebsocket import decode
from documents.tests.core.hostile import HOSTILE
from documents.tests.core.updates import deleting, section, text, update, var
from documents.tests.harness.node import Protocol
from documents.tests.histories import histories

BREAKING = 0.08
"""How many frames are meant to end their socket: with more of them, most would be ignored."""
ROOTS = ["default", "txt", "meta", "arr", ""]


class Attacker:
    """What one connection says: `frame` makes the next message, `prefix` goes before each.

    Everything comes from `rng`, so one seed is one conversation.
    """

    def __init__(self, rng: random.Random, protocol: Protocol, document: str) -> None:
        self._rng = rng
        self.client = rng.randrange(1000, 2**32)
        self._clock = 0
        writer = Writer()
        if protocol == "hocuspocus":
            writer.var_string(document)
        self.prefix = writer.to_bytes()

    def token(self, token: str) -> bytes:
        """A Hocuspocus token."""
        return self.prefix + b"\x02\x00" + text(token)

    def frame(self) -> tuple[bytes | str, bool]:
        """The next frame, and whether it must end the socket."""
        if self._rng.random() < BREAKING:
            frame = self._breaking()
            return frame, True
        body = self._body()
        return self.prefix + body, _is_refused(body)

    def _breaking(self) -> bytes | str:
        rng = self._rng
        kind = rng.randrange(6)
        if kind == 0:
            return "".join(rng.choices(string.printable, k=rng.randrange(20)))
        if kind == 1:
            return self.prefix + rng.choice([b"\x04", b"\x06", b"\x08\x01", b"\xff\x01", b""])
        if kind == 2:
            return self.prefix + b"\x00\x02" + _bytes(rng.choice(list(HOSTILE.values())))
        if kind == 3:
            return b"\xff\xff\xff\xff\xff\xff\xff\xff" + rng.randbytes(rng.randrange(40))
        if kind == 4:
            return self.prefix + b"\x01" + _bytes(b"\x01" + rng.randbytes(rng.randrange(3)))
        return self.prefix + b"\x00\x00" + _bytes(b"\xff" + rng.randbytes(rng.randrange(8)))

    def _body(self) -> bytes:
        rng = self._rng
        kind = rng.random()
        if kind < 0.6:
            return rng.choice([b"\x00\x02", b"\x00\x02", b"\x00\x01"]) + _bytes(self.edit())
        if kind < 0.75:
            return b"\x01" + _bytes(self._presence())
        if kind < 0.85:
            return b"\x00\x00" + _bytes(self._state_vector())
        if kind < 0.9:
            return b"\x03"
        sample = rng.choice(rng.choice(histories()).updates)
        return b"\x00\x02" + _bytes(self._mutated(sample) if kind < 0.93 else sample)

    def _mutated(self, data: bytes) -> bytes:
        rng, copy = self._rng, bytearray(data)
        for _ in range(rng.randint(1, 4)):
            place = rng.randrange(len(copy))
            copy[place : place + rng.randrange(2)] = rng.randbytes(rng.randrange(2))
            copy = copy or bytearray(b"\x00")
        return bytes(copy)

    def edit(self) -> bytes:
        """An update by this client's next clock, mostly; it refers to what is there, or is not."""
        rng = self._rng
        structs = [self._struct() for _ in range(rng.choice([0, 1, 1, 1, 2, 5]))]
        sections = [section(self.client, self._clock, *structs)] if structs else []
        if rng.random() < 0.1:
            other = rng.choice([1, 501, self.client + 1])
            sections.append(section(other, rng.randrange(9), self._struct()))
        deletes = b"\x00"
        if rng.random() < 0.3:
            start = rng.randrange(6)
            deletes = deleting(rng.choice([1, 501, self.client]), (start, rng.randint(1, 3)))
        data = update(*sections, deletes=deletes)
        with suppress(UpdateRefused):
            self._clock = parse(data).structs.get(self.client, (0, self._clock))[1]
        return data

    def _struct(self) -> bytes:
        rng = self._rng
        if rng.random() < 0.03:
            return var(0, rng.randint(1, 5))
        ref, content = self._content()
        if rng.random() < 0.5:
            key = rng.random() < 0.3
            parent = var(1) + text(rng.choice(ROOTS)) if rng.random() < 0.6 else self._parent()
            return bytes([ref | 0x20 * key]) + parent + (text("key") if key else b"") + content
        flags = rng.choice([0x80, 0x40, 0xC0])
        ids = b"".join(self._id() for flag in (0x80, 0x40) if flags & flag)
        return bytes([ref | flags]) + ids + content

    def _parent(self) -> bytes:
        return var(0) + self._id()

    def _id(self) -> bytes:
        """The id of something: of this client, of the seed, of a victim."""
        rng = self._rng
        if self._clock and rng.random() < 0.7:
            return var(self.client, rng.randrange(self._clock))
        return var(*rng.choice([(1, 0), (1, 1), (1, 2), (501, rng.randrange(3))]))

    def _content(self) -> tuple[int, bytes]:
        rng = self._rng
        ref = rng.choice([1, 3, 4, 4, 4, 5, 6, 7, 7, 8])
        match ref:
            case 1:
                return ref, var(rng.randint(1, 9))
            case 3:
                return ref, _bytes(rng.randbytes(rng.randrange(9)))
            case 4:
                return ref, text("".join(rng.choices("aé\0😀<\u202e", k=rng.randint(1, 9))))
            case 5:
                return ref, text(json.dumps(self._value()))
            case 6:
                return ref, text(rng.choice(["bold", "link", ""])) + text(json.dumps(self._value()))
            case 7:
                kind = rng.choice([0, 1, 2, 3, 4, 6])
                return ref, var(kind) + (text("block") if kind == 3 else b"")
        values = [self._any(LIMITS.any_depth) for _ in range(rng.randint(1, 3))]
        return ref, var(len(values)) + b"".join(values)

    def _any(self, depth: int) -> bytes:
        rng = self._rng
        if depth and rng.random() < 0.7:
            return rng.choice([b"\x75\x01", b"\x76\x01\x01a"]) + self._any(depth - 1)
        return bytes.fromhex(rng.choice(["7e", "7f", "78", "7d41", "770161", "7b" + 16 * "0"]))

    def _value(self, depth: int = 8) -> object:
        rng = self._rng
        if depth and rng.random() < 0.5:
            value = self._value(depth - 1)
            return [value] if rng.random() < 0.5 else {"a": value}
        return rng.choice([None, True, 1e308, -1, "javascript:alert(1)", "\0", 2**53])

    def _presence(self) -> bytes:
        rng = self._rng
        entries = []
        for _ in range(rng.choice([0, 1, 1, 3])):
            client = rng.choice([self.client, self.client, 501, rng.randrange(2**32)])
            clock = rng.choice([rng.randrange(9), LIMITS.clock, 2**53 - 1])
            state = rng.choice([None, {"user": self._value()}, {"cursor": self._value()}])
            padding = {"x": "x" * 5000} if state and rng.random() < 0.1 else {}
            entries.append(var(client, clock) + text(json.dumps(state and state | padding)))
        return var(len(entries)) + b"".join(entries)

    def _state_vector(self) -> bytes:
        rng = self._rng
        clients = rng.sample([1, 501, self.client, 7, 8], k=rng.randrange(4))
        return var(len(clients)) + b"".join(var(c, rng.randrange(9)) for c in clients)


def handshake(rng: random.Random, paths: Sequence[str]) -> bytes:
    """An HTTP request that is not quite one for a WebSocket."""
    request = (
        f"GET {rng.choice(paths)} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    mutated = bytearray(request.encode())
    for _ in range(rng.randint(1, 5)):
        mutated[rng.randrange(len(mutated))] = rng.randrange(256)
    return bytes(mutated[: rng.choice([None, rng.randrange(len(mutated))])])


def _bytes(data: bytes) -> bytes:
    return var(len(data)) + data


def _is_refused(body: bytes) -> bool:
    """Whether our own reading of a message says that it must end the socket."""
    try:
        (message,) = decode(body)
        match body[0], body[1:2]:
            case 0, b"\x02":
                parse(message.update, LIMITS)  # type: ignore[union-attr]
            case 0, b"\x01":
                parse(message.update, STEP2_LIMITS)  # type: ignore[union-attr]
    except (ProtocolError, UpdateRefused):
        return True
    return False
