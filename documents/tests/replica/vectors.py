"""The random histories of documents/tests/vectors, and yjs to read a state with."""

import gzip
import json
import shutil
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parents[1]


@dataclass(frozen=True)
class History:
    """Updates of one to four clients, in causal order, and the content they lead to."""

    updates: list[bytes]
    content: dict[str, Any]


@cache
def histories() -> list[History]:
    """Read all histories."""
    with gzip.open(TESTS / "vectors" / "histories.jsonl.gz") as lines:
        records = [json.loads(line) for line in lines]
    return [
        History([b64decode(update) for update in record["ups"]], json.loads(record["norm"]))
        for record in records
    ]


def read_with_yjs(updates: Iterable[bytes]) -> list[dict[str, Any]]:
    """Read the content of full states, each as a document of its own, in one Node process."""
    node = shutil.which("node")
    assert node, "Node.js is needed to read documents as browsers do"
    lines = "".join(f"{b64encode(update).decode()}\n" for update in updates)
    script = TESTS / "replica" / "node" / "read.mjs"
    done = subprocess.run([node, script], input=lines, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]
