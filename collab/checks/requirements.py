"""`make requirements`: compile the .in files into requirements pinned with hashes."""

import subprocess
import sys
from pathlib import Path

from collab.embedded.paths import ROOT

NAMES = (
    "requirements",
    "requirements-dev",
    "requirements-audit",
    "requirements-node",
    "bench/requirements-uvicorn",
    "bench/requirements-pycrdt-websocket",
)


def command(name: str) -> list[str | Path]:
    """The command that compiles `name`.in; what is pinned already stays unless it must change.

    No address of an index is written: each machine has its own.
    """
    return [
        Path(sys.executable).parent / "pip-compile", "--quiet", "--strip-extras", "--allow-unsafe",
        "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links",
        "--no-emit-trusted-host", "--no-header", "--output-file", f"{name}.txt", f"{name}.in",
    ]  # fmt: skip


def main() -> int:
    """Compile each file in turn; returns the exit code."""
    for name in NAMES:
        subprocess.run(command(name), cwd=ROOT, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
