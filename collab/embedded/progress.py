"""What the person at the terminal sees: one line a step, a sentence when one fails.

Standard library only: the bootstrap uses it before anything is installed.
"""

import errno
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

NO_NETWORK = (
    "name resolution", "enotfound", "eai_again", "econnrefused", "etimedout", "network is",
    "newconnectionerror", "name or service not known", "no matching distribution",
)  # fmt: skip
NO_SPACE = ("no space left", "enospc")


class SetupError(Exception):
    """Collab cannot start or go on; the message says in a sentence what to do."""


def say(text: str) -> None:
    """Print a line at once, also into a pipe."""
    print(text, flush=True)


def fail(error: BaseException) -> int:
    """Print what went wrong in a sentence and return the exit code."""
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        error = SetupError(NO_SPACE_SENTENCE)
    print(f"\nCollab: {error}", file=sys.stderr, flush=True)
    return 1


NO_SPACE_SENTENCE = "The disk is full: free some space and start again."


def step(
    label: str,
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Run `command` under `label`, its output kept back; raises SetupError with its last lines."""
    started = time.monotonic()
    live = sys.stdout.isatty()
    print(f"  {label} …", end="" if live else "\n", flush=True)
    with subprocess.Popen(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, "NO_COLOR": "1", **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        output = _collect(process, label, started if live else None)
    if process.returncode:
        raise SetupError(_explain(label, output))
    if live:
        print(f"\r  {label} … {time.monotonic() - started:.0f} s", flush=True)


def _collect(process: subprocess.Popen[str], label: str, started: float | None) -> str:
    while True:
        try:
            return process.communicate(timeout=1)[0]
        except subprocess.TimeoutExpired:
            if started is not None:
                print(f"\r  {label} … {time.monotonic() - started:.0f} s", end="", flush=True)
        except KeyboardInterrupt:
            process.terminate()
            process.communicate()
            raise


def _explain(label: str, output: str) -> str:
    lowered = output.lower()
    tail = "\n".join(output.strip().splitlines()[-30:])
    if any(sign in lowered for sign in NO_SPACE):
        return NO_SPACE_SENTENCE
    if any(sign in lowered for sign in NO_NETWORK):
        return f"{label} needs the network, which does not answer: connect and start again.\n{tail}"
    return f"{label} failed:\n{tail}"
