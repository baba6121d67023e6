"""yjs in Node, to read a document's state as browsers do."""

import json
import subprocess
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from collab.embedded import frontend

SCRIPT = Path(__file__).with_name("read.mjs")


def read_with_yjs(updates: Iterable[bytes]) -> list[dict[str, Any]]:
    """Read the content of full states, each as a document of its own, in one Node process."""
    lines = "".join(f"{b64encode(update).decode()}\n" for update in updates)
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
