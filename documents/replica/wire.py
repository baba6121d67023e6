"""What pool and worker say to each other: msgpack values, one after the other, on a socket.

A request is an array `[operation, argument, ...]`, with the methods of Replicas as operations. Its
reply is `["ok", result]` or `[kind of error, what its exception takes]`; replies come in the order
of the requests. The first reply, asked for by nobody, says that the worker is ready.
"""

from collections.abc import Sequence
from typing import Any

import msgpack  # type: ignore[import-untyped]

from documents.core.check import Candidate, CheckResult, Diff, Row, Verdict
from documents.core.errors import CollabError, Malformed
from documents.replica.errors import CompactionMismatch, ReplicaLost, RowsRefused

Value = Any
"""Whatever msgpack can carry; tuples arrive as tuples."""


def pack(value: Value) -> bytes:
    """Encode one request or reply."""
    packed: bytes = msgpack.packb(value)
    return packed


def unpacker() -> msgpack.Unpacker:
    """Decode requests or replies from the bytes fed to it; both ends are ours, so no limits."""
    return msgpack.Unpacker(use_list=False, max_buffer_size=0)


def dump_candidates(candidates: Sequence[Candidate]) -> Value:
    """Prepare candidates for packing."""
    return [(c.kind, c.update, c.author, c.writable, c.foreign) for c in candidates]


def load_candidates(value: Value) -> list[Candidate]:
    """Restore candidates."""
    return [Candidate(*fields) for fields in value]


def dump_check_result(result: CheckResult) -> Value:
    """Prepare a check's result for packing."""
    return (
        [verdict.value for verdict in result.verdicts],
        [(row.author, row.update) for row in result.rows],
        result.merged,
    )


def load_check_result(value: Value) -> CheckResult:
    """Restore a check's result."""
    verdicts, rows, merged = value
    return CheckResult(tuple(map(Verdict, verdicts)), tuple(Row(*row) for row in rows), merged)


def dump_diff(diff: Diff) -> Value:
    """Prepare a diff for packing."""
    return diff.update, diff.state_vector


def load_diff(value: Value) -> Diff:
    """Restore a diff."""
    return Diff(*value)


def dump_error(error: CollabError) -> Value:
    """Prepare an error of Replicas for packing."""
    match error:
        case ReplicaLost():
            return "lost", error.culprit
        case RowsRefused():
            return "rows", error.indexes, error.reason
        case CompactionMismatch():
            return "mismatch", str(error)
        case Malformed():
            return "malformed", str(error)
    raise error


def result(reply: Value) -> Value:
    """Return what a reply carries, or raise the error that it reports."""
    match reply:
        case "ok", value:
            return value
        case "lost", culprit:
            raise ReplicaLost(culprit=culprit)
        case "rows", indexes, reason:
            raise RowsRefused(indexes, reason)
        case "mismatch", reason:
            raise CompactionMismatch(reason)
        case "malformed", reason:
            raise Malformed(reason)
    raise ValueError(f"not a reply: {reply!r}")
