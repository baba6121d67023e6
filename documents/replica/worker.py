"""The child process: serves requests on its standard input, a socket, until the other end closes.

Run as `python -m documents.replica.worker <bytes of memory> <seconds of CPU time>`.
"""

import ctypes
import resource
import signal
import socket
import sys
from pathlib import Path
from uuid import UUID

from documents.core.errors import CollabError
from documents.replica import wire
from documents.replica.replicas import Replicas

RECEIVE_BYTES = 1 << 18

LARGE_REQUEST_BYTES = 1 << 16
"""From here on a request may need hundreds of megabytes while it is carried out."""


def main() -> None:
    """Limit this process, then serve."""
    memory, cpu_seconds = int(sys.argv[1]), float(sys.argv[2])
    limit_memory(memory)
    with socket.socket(fileno=sys.stdin.fileno()) as channel:
        try:
            serve(channel, cpu_seconds)
        except (BrokenPipeError, ConnectionResetError):
            return  # nobody waits for the answer any more


def limit_memory(extra: int) -> None:
    """Allow this much more address space than is in use now, and no core dumps of documents."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        limit = pages * resource.getpagesize() + extra
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def return_memory() -> None:
    """Give back what is not used any more: glibc would keep it for this process."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def serve(channel: socket.socket, cpu_seconds: float) -> None:
    """Answer requests in order.

    A request that takes too much CPU time ends the process: SIGPROF keeps its default action,
    as no Python handler would run while native code loops.
    """
    replicas = Replicas()
    requests = wire.unpacker()
    channel.sendall(wire.pack(("ok", None)))
    while received := channel.recv(RECEIVE_BYTES):
        requests.feed(received)
        start = requests.tell()
        for request in requests:
            signal.setitimer(signal.ITIMER_PROF, cpu_seconds)
            reply = wire.pack(answer(replicas, request))
            signal.setitimer(signal.ITIMER_PROF, 0)
            channel.sendall(reply)
            start, size = requests.tell(), requests.tell() - start
            if size >= LARGE_REQUEST_BYTES:
                return_memory()


def answer(replicas: Replicas, request: wire.Value) -> wire.Value:
    """Carry out one request."""
    try:
        return "ok", _carry_out(replicas, request)
    except CollabError as error:
        return wire.dump_error(error)


def _carry_out(replicas: Replicas, request: wire.Value) -> wire.Value:
    match request:
        case "check", document, candidates:
            result = replicas.check(UUID(bytes=document), wire.load_candidates(candidates))
            return wire.dump_check_result(result)
        case "diff", document, state_vector:
            return wire.dump_diff(replicas.diff(UUID(bytes=document), state_vector))
        case "apply", document, rows:
            return replicas.apply(UUID(bytes=document), rows)
        case "extend", document, rows:
            return replicas.extend(UUID(bytes=document), rows)
        case "load", document, checkpoint, rows:
            return replicas.load(UUID(bytes=document), checkpoint, rows)
        case "fingerprint", document:
            return replicas.fingerprint(UUID(bytes=document))
        case "drop", document:
            return replicas.drop(UUID(bytes=document))
        case "compact", checkpoint, rows:
            return replicas.compact(checkpoint, rows)
        case "read", checkpoint, rows:
            return replicas.read(checkpoint, rows)
        case "refer", checkpoint, rows:
            return [attachment.bytes for attachment in replicas.refer(checkpoint, rows)]
    raise ValueError(f"not a request: {request[0]!r}")


if __name__ == "__main__":
    main()
