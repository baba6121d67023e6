"""Files over real HTTP: bodies without end, and readers that do not read."""

import random
import socket
import urllib.error
import urllib.request
import uuid

import psutil
import pytest

from collab.embedded.web import Web
from documents.tests.harness.cluster import MAX_MESSAGE_BYTES
from documents.tests.harness.people import Person

MEGABYTE = 1 << 20
SLOW_READERS = 6


def put(person: Person, path: str, data: bytes) -> int:
    headers = {
        "Content-Type": "application/octet-stream",
        "X-CSRFToken": person.cookie("csrftoken") or "",
        "Cookie": cookies(person),
        "Origin": person.web.url,
    }
    request = urllib.request.Request(f"{person.web.url}{path}", data, headers, method="PUT")
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def get(person: Person, path: str, part: str = "") -> bytes:
    headers = {"Cookie": cookies(person), "Range": part}
    request = urllib.request.Request(f"{person.web.url}{path}", headers=headers)
    with urllib.request.urlopen(request, timeout=60) as answer:
        assert answer.status == (206 if part else 200)
        body: bytes = answer.read()
        return body


def cookies(person: Person) -> str:
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in person.cookies)


def ask(person: Person, path: str) -> socket.socket:
    """Ask for a file and read no more than that it is coming."""
    asking = socket.create_connection(("127.0.0.1", person.web.port), timeout=30)
    asking.sendall(
        f"GET {path} HTTP/1.1\r\nHost: localhost:{person.web.port}\r\n"
        f"Cookie: {cookies(person)}\r\n\r\n".encode()
    )
    assert asking.recv(15) == b"HTTP/1.1 200 OK"
    return asking


def memory(web: Web) -> int:
    assert web.process is not None
    return int(psutil.Process(web.process.pid).memory_info().rss)


def test_a_body_is_kept_only_as_far_as_any_may_reach(alice: Person) -> None:
    path = f"/d/{alice.new_document()}/files/{uuid.uuid4()}"
    # The first is refused by the application, the second does not even get there.
    assert put(alice, path, bytes(26 * MEGABYTE)) == 413
    assert put(alice, path, bytes(MAX_MESSAGE_BYTES + 1)) == 413
    assert put(alice, path, b"small") == 201


def test_readers_that_do_not_read_cost_no_memory(alice: Person, web: Web) -> None:
    path = f"/d/{alice.new_document()}/files/{uuid.uuid4()}"
    data = bytes(range(256)) * (20 * MEGABYTE // 256)
    assert put(alice, path, data) == 201
    assert get(alice, f"{path}/file") == data
    before = memory(web)
    slow = [ask(alice, f"{path}/file") for _ in range(SLOW_READERS)]
    try:
        # A reader beside them gets everything, in which time they could have been sent it too.
        assert get(alice, f"{path}/file") == data
        assert memory(web) - before < len(data)
        # Who begins to read at last gets all of it.
        received = 0
        while received < len(data):
            received += len(slow[0].recv(MEGABYTE))
    finally:
        for reader in slow:
            reader.close()


def test_a_viewer_jumps_about_in_a_file(alice: Person) -> None:
    path = f"/d/{alice.new_document()}/files/{uuid.uuid4()}"
    data = random.Random(7).randbytes(MEGABYTE)
    assert put(alice, path, data) == 201
    # A player or viewer looks at the end first, then at where it was told to.
    assert get(alice, f"{path}/file", "bytes=-8") == data[-8:]
    assert get(alice, f"{path}/file", "bytes=200000-899999") == data[200_000:900_000]
    assert get(alice, f"{path}/file", "bytes=900000-") == data[900_000:]
    with pytest.raises(urllib.error.HTTPError, match="416") as refused:
        get(alice, f"{path}/file", f"bytes={MEGABYTE}-")
    with refused.value as answer:
        assert answer.headers["Content-Range"] == f"bytes */{MEGABYTE}"
