"""`make test`: the static checks, the frontend's tests, then every Python test.

The Python tests come last, so that pytest's closing line with its counts ends the output.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from collab.checks import static
from collab.embedded import frontend
from collab.embedded.paths import ROOT
from collab.embedded.progress import SetupError, fail, say, step

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FIREFOX = ("firefox-esr", "firefox")
# Each half has stores, web processes and browsers of its own; a file's tests share them in turn.
AT_ONCE = ("--numprocesses=2", "--dist=loadfile")


def install_browsers() -> None:
    """Install the browsers of the end-to-end tests where that is ours to do: as root on Debian."""
    is_ours = os.geteuid() == 0 and bool(shutil.which("apt-get"))
    if not any(map(shutil.which, CHROMIUM)):
        if not is_ours:
            raise SetupError("The tests need Chromium: install it (Debian: apt install chromium).")
        install("chromium")
    if not any(map(shutil.which, FIREFOX)):
        try:
            if is_ours:
                install("firefox-esr")
        except SetupError as error:
            say(f"{error}\nWithout Firefox, its test is skipped.")


def install(package: str) -> None:
    """Install a Debian package."""
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    step("Updating the package lists", ["apt-get", "update", "-qq"], environment=quiet)
    step(
        f"Installing {package}",
        ["apt-get", "install", "-qq", "--no-install-recommends", package],
        environment=quiet,
    )


def main() -> int:
    """Run everything; returns 0 only when nothing failed."""
    try:
        install_browsers()
        frontend.build()
        say("Checks")
        failed = static.failures()
        node = frontend.find_node()
    except (SetupError, OSError) as error:
        return fail(error)
    say("\nFrontend tests")
    vitest = subprocess.run(
        [*node.npm, "--prefix", frontend.FRONTEND, "run", "--silent", "test"],
        env=node.environment(),
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if vitest.returncode:
        failed.append("vitest")
    if failed:
        say(f"\nFAILED before the Python tests: {', '.join(failed)}")
    say("\nPython tests")
    pytest = subprocess.run(
        [Path(sys.executable).parent / "pytest", "--quiet", "--durations=10", *AT_ONCE],
        cwd=ROOT,
        env=node.environment(),
        check=False,
    )
    return pytest.returncode or bool(failed)


if __name__ == "__main__":
    sys.exit(main())
