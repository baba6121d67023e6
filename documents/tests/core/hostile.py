"""Updates that no honest client sends; each is refused before any CRDT code sees it."""

from documents.core.limits import LIMITS
from documents.tests.core.updates import after, child, deleting, item, section, text, update, var

HELLO = section(1, 0, item(4, text("hello")))
NULL = b"\x7e"


def arrays(depth: int) -> bytes:
    return b"\x75\x01" * depth + NULL


def objects(depth: int) -> bytes:
    return b"\x76\x01\x01a" * depth + NULL


HOSTILE = {
    "nothing": b"",
    "structs without a delete set": update(HELLO, deletes=b""),
    "bytes after the end": update(HELLO) + b"\x00",
    "2^28 clients": bytes.fromhex("8080808001"),
    "2^28 structs": var(1, 2**28, 1, 0),
    "2^28 deletes": var(0, 1, 1, 2**28),
    "2^28 values": update(section(1, 0, item(8, var(2**28)))),
    "more structs than allowed": update(
        section(1, 0, *[item(4, text("a"))] * (LIMITS.structs + 1))
    ),
    "more clients than allowed": update(
        *(section(client, 0, item(4, text("a"))) for client in range(LIMITS.clients + 1))
    ),
    "more roots than allowed": update(
        section(1, 0, *(item(4, text("a"), root=f"r{i}") for i in range(LIMITS.roots + 1)))
    ),
    "two sections of one client": update(HELLO, HELLO),
    "two delete sections of one client": update(deletes=var(2, 1, 1, 0, 1, 1, 1, 3, 1)),
    "a section without structs": update(section(1, 0)),
    "an empty text": update(section(1, 0, item(4, text("")))),
    "no values": update(section(1, 0, item(8, var(0)))),
    "an empty tombstone": update(section(1, 0, item(1, var(0)))),
    "empty garbage": update(section(1, 0, var(0, 0))),
    "an empty delete": update(deletes=deleting(1, (0, 0))),
    "an absurd clock": update(section(1, LIMITS.clock, item(4, text("a")))),
    "a clock of 53 bits": update(section(1, 2**53 - 1, item(4, text("a")))),
    "a sign of two units at a clock of 53 bits": update(section(1, 2**53 - 3, item(4, text("😀")))),
    "an absurd length": update(section(1, 0, item(1, var(LIMITS.clock + 1)))),
    "absurd garbage": update(section(1, 0, var(0, 2**32))),
    "an absurd delete": update(deletes=deleting(1, (1, LIMITS.clock))),
    "a reference to itself": update(section(1, 0, after((1, 0), 4, text("a")))),
    "a reference to what comes later": update(
        section(1, 0, after((1, 1), 4, text("a")), item(4, text("b")))
    ),
    "a parent that comes later": update(
        section(1, 0, child((1, 1), 4, text("a")), item(7, var(1)))
    ),
    "clients that wait for each other": update(
        section(1, 0, after((2, 0), 4, text("a"))), section(2, 0, after((1, 0), 4, text("b")))
    ),
    "three clients that wait in a circle": update(
        section(1, 4, item(4, text("x")), after((2, 8), 4, text("a"))),
        section(2, 7, item(4, text("x")), after((3, 3), 4, text("b"))),
        section(3, 3, after((1, 5), 4, text("c"))),
    ),
    "a skip": update(section(1, 0, var(10, 1))),
    "ContentJSON": update(section(1, 0, item(2, var(1) + text("1")))),
    "a subdocument": update(section(1, 0, item(9, text("guid") + NULL))),
    "an XmlHook": update(section(1, 0, item(7, var(5) + text("hook")))),
    "a weak link": update(section(1, 0, item(7, var(7, 0)))),
    "an unknown type": update(section(1, 0, item(7, var(8)))),
    "an unknown content": update(section(1, 0, item(11, var(1)))),
    "content that yjs and yrs read differently": update(section(1, 0, item(0x14, text("a")))),
    "garbage with flags": update(section(1, 0, var(0x20, 1))),
    "a parent neither root nor item": update(section(1, 0, b"\x04\x02\x01r\x01a")),
    "an unknown value": update(section(1, 0, item(8, var(1) + b"\x73"))),
    "arrays nested too deeply": update(section(1, 0, item(8, var(1) + arrays(25)))),
    "objects nested too deeply": update(section(1, 0, item(8, var(1) + objects(25)))),
    "53 KB of nested arrays": update(section(1, 0, item(8, var(1) + arrays(26_500)))),
    "JSON nested too deeply": update(section(1, 0, item(5, text("[" * 25 + "]" * 25)))),
    "200 KB of nested JSON": update(section(1, 0, item(5, text("[" * 10**5 + "]" * 10**5)))),
    "a mark that is not JSON": update(section(1, 0, item(6, text("bold") + text("tru")))),
    "text that is not UTF-8": update(section(1, 0, item(4, b"\x02\xc3\x28"))),
    "half a surrogate pair": update(section(1, 0, item(4, b"\x03\xed\xa0\xbd"))),
}
