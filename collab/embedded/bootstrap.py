"""Prepare the virtual environment, then hand over to a module that runs inside it.

`python3 -m collab.embedded.bootstrap run` is what `make run` calls. Standard library only.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from collab.embedded.progress import SetupError, fail, say, step

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
FIRST_START_BYTES = 2_000_000_000
LATER_START_BYTES = 200_000_000
# For each make target: what it requires, and the module that does it.
TARGETS = {
    "run": ("requirements.txt", "collab.embedded.launcher"),
    "check": ("requirements-dev.txt", "collab.checks.static"),
    "test": ("requirements-dev.txt", "collab.checks.everything"),
    "soak": ("requirements-dev.txt", "collab.checks.soak"),
    "audit": ("requirements-audit.txt", "collab.checks.audit"),
    "fuzz": ("requirements-dev.txt", "collab.checks.fuzz"),
    "bench": ("requirements.txt", "bench.run"),
    "requirements": ("requirements-dev.txt", "collab.checks.requirements"),
}


def main(target: str) -> int:
    """Replace this process by the module for `target`; returns only on failure."""
    requirements, module = TARGETS[target]
    try:
        prepare(ROOT / requirements)
        os.chdir(ROOT)
        os.execv(PYTHON, [str(PYTHON), "-m", module])  # noqa: S606 (no shell is meant)
    except (SetupError, OSError) as error:
        return fail(error)
    except KeyboardInterrupt:
        return 130


def prepare(requirements: Path) -> None:
    """Make the virtual environment hold `requirements`; does nothing when it already does."""
    usable = PYTHON.exists() and _works("-c", "import pip")
    check_space(LATER_START_BYTES if usable else FIRST_START_BYTES)
    if not usable:
        say("Preparing Collab for its first start.")
        shutil.rmtree(VENV, ignore_errors=True)
        step("Creating a Python environment", [sys.executable, "-m", "venv", VENV])
    stamp = VENV / f".{requirements.name}"
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        install: list[str | Path] = [PYTHON, "-m", "pip", "install", "--require-hashes"]
        quietly = ["--quiet", "--disable-pip-version-check"]
        step("Installing Python packages", [*install, *quietly, "-r", requirements])
        stamp.write_text(wanted)


def _works(*arguments: str) -> bool:
    try:
        done = subprocess.run([PYTHON, *arguments], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def check_space(needed: int) -> None:
    """Raise SetupError unless `needed` bytes are free where Collab lies."""
    free = shutil.disk_usage(ROOT).free
    if free < needed:
        raise SetupError(
            f"Collab needs {needed / 1e9:.1f} GB of free space in {ROOT}, which has only "
            f"{free / 1e9:.1f} GB: free some and start again."
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
