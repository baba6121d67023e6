"""`make check`: every linter, type checker and formatter, in check mode."""

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from collab.embedded import frontend
from collab.embedded.paths import ROOT
from collab.embedded.progress import SetupError, fail, say

BIN = Path(sys.executable).parent
TEMPLATES = ROOT / "templates"
BENCH = ROOT / "bench"


def checks(node: frontend.Node) -> dict[str, Sequence[str | Path]]:
    """Each check's name and command; a check passes when its command ends with 0."""
    return {
        "ruff": [BIN / "ruff", "check", "--quiet", "."],
        "ruff format": [BIN / "ruff", "format", "--check", "--quiet", "."],
        "mypy": [BIN / "mypy", "--no-error-summary"],
        "djlint": [BIN / "djlint", "--lint", "--check", TEMPLATES],
        "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
        "tsc and biome": [*node.npm, "--prefix", frontend.FRONTEND, "run", "--silent", "check"],
        "biome of the benchmarks": [*node.npm, "--prefix", BENCH, "run", "--silent", "check"],
    }


def failures() -> list[str]:
    """Run the checks and print what they find; returns the names of those that failed."""
    node = frontend.install_packages()
    failed = []
    for name, command in checks(node).items():
        started = time.monotonic()
        done = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            env=node.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        verdict = "FAILED" if done.returncode else "ok"
        say(f"  {name}: {verdict} ({time.monotonic() - started:.0f} s)")
        if done.returncode:
            failed.append(name)
            say(done.stdout.rstrip())
    return failed


def main() -> int:
    """Run the checks; returns the exit code."""
    try:
        return 1 if failures() else 0
    except SetupError as error:
        return fail(error)


if __name__ == "__main__":
    sys.exit(main())
