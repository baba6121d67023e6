"""The suites of tests: those in real time, and those that may take whatever time there is."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from collab.embedded import frontend
from collab.embedded.paths import ROOT
from collab.embedded.progress import say

Suites = Mapping[str, Sequence[str | Path]]
PYTEST: list[str | Path] = [Path(sys.executable).parent / "pytest", "--quiet", "--durations=10"]
# With processes and browsers that must answer soon: one after the other.
LIVE = [f"documents/tests/{name}" for name in ("e2e", "faults", "fuzz", "integration")]
# All else in two processes at once, which have stores of their own and share the work evenly.
TWO_AT_ONCE = ["--numprocesses=2", "--dist=worksteal", *(f"--ignore={each}" for each in LIVE)]


def live() -> Suites:
    """What is tested in real time."""
    return {"Live tests": [*PYTEST, *LIVE]}


def patient(node: frontend.Node) -> Suites:
    """What no clock rules."""
    vitest = [*node.npm, "--prefix", frontend.FRONTEND, "run", "--silent", "test"]
    return {"Frontend tests": vitest, "Python tests": [*PYTEST, *TWO_AT_ONCE]}


def failures(suites: Suites, node: frontend.Node) -> list[str]:
    """Run suites one after the other; returns the names of those that failed."""
    failed = []
    for name, command in suites.items():
        say(f"\n{name}")
        ended = subprocess.run(
            command, cwd=ROOT, env=node.environment(), stdin=subprocess.DEVNULL, check=False
        )
        if ended.returncode:
            failed.append(name)
    return failed


def main() -> int:
    """Run what no clock rules; returns 0 only when nothing failed."""
    node = frontend.find_node()
    return int(bool(failures(patient(node), node)))


if __name__ == "__main__":
    sys.exit(main())
