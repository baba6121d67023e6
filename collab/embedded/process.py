"""Child processes that end when the process that started them ends, however it ends."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

# prctl(2), Linux only.
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Account:
    """The user and group ids to run a program as."""

    user: int
    group: int

    def arguments(self) -> dict[str, Any]:
        """The same, as `subprocess` takes it."""
        return {"user": self.user, "group": self.group, "extra_groups": []}


def start(
    command: Sequence[str | Path],
    *,
    log: IO[bytes] | None = None,
    environment: Mapping[str, str] | None = None,
    account: Account | None = None,
    farewell: signal.Signals = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start `command` in a process group of its own, so that Ctrl-C reaches only us.

    `farewell` is what Linux sends it should we be killed; elsewhere the next start cleans up.
    """
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None
    parent = os.getpid()

    def tie_to_parent() -> None:
        if libc is not None:
            libc.prctl(PR_SET_PDEATHSIG, int(farewell))
            if os.getppid() != parent:
                os._exit(1)

    return subprocess.Popen(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT if log else None,
        env=None if environment is None else dict(environment),
        start_new_session=True,
        preexec_fn=tie_to_parent,
        **(account.arguments() if account else {}),
    )


def stop(process: subprocess.Popen[bytes], how: signal.Signals, seconds: float) -> None:
    """Ask `process` to end, and kill it when it has not done so after `seconds`."""
    if process.poll() is None:
        process.send_signal(how)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_until(ready: Callable[[], bool], seconds: float, *, step: float = 0.02) -> bool:
    """Ask `ready` again and again until it says yes; False when the time is over."""
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > deadline:
            return False
        time.sleep(step)
    return True
