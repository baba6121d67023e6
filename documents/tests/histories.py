"""Editing histories made by yjs, in `vectors/histories.jsonl.gz`."""

import base64
import gzip
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

VECTORS = Path(__file__).parent / "vectors"


@dataclass(frozen=True, slots=True)
class History:
    """One history: its updates in causal order, what they lead to, and how it reads.

    `content` is what the converged replicas hold: `x` the XmlFragment `prosemirror`, `xd` its nodes
    with deltas, `m` the Map `meta`, `t` the Text `txt`, `a` the Array `arr`.
    """

    updates: tuple[bytes, ...]
    full_state: bytes
    state_vector: bytes
    content: dict[str, Any]


@cache
def histories() -> tuple[History, ...]:
    """Return all of them."""
    with gzip.open(VECTORS / "histories.jsonl.gz", "rt") as lines:
        return tuple(_history(json.loads(line)) for line in lines)


def _history(record: dict[str, Any]) -> History:
    return History(
        updates=tuple(base64.b64decode(update) for update in record["ups"]),
        full_state=base64.b64decode(record["full"]),
        state_vector=base64.b64decode(record["sv"]),
        content=json.loads(record["norm"]),
    )
