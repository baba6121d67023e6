"""yjs in Node, to read a document's state as browsers do."""

import json
import subprocess
from base64 import b64encode
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from collab.embedded import frontend

SCRIPT = Path(__file__).with_name("read.mjs")


def read_with_yjs(updates: Iterable[bytes]) -> list[dict[str, Any]]:
    """Read the content of full states, each as a document of its own, in one Node process."""
    return read_logs_with_yjs([update] for update in updates)


def read_logs_with_yjs(logs: Iterable[Sequence[bytes]]) -> list[dict[str, Any]]:
    """Read the content of logs, each as a document of its own, in one Node process."""
    lines = "".join(" ".join(b64encode(row).decode() for row in log) + "\n" for log in logs)
    done = subprocess.run(
        ["node", SCRIPT],
        input=lines,
        capture_output=True,
        text=True,
        check=False,
        env=frontend.find_node().environment(),
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]
