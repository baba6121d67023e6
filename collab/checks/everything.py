"""`make test`: the static checks, the frontend's tests, then every Python test."""

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
# Tested in real time, with processes and browsers that must answer soon: one after the other.
LIVE = [f"documents/tests/{name}" for name in ("e2e", "faults", "fuzz", "integration")]
# All else in two processes at once, which have stores of their own and share the work evenly.
TWO_AT_ONCE = ["--numprocesses=2", "--dist=worksteal", *(f"--ignore={each}" for each in LIVE)]


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
    for label, chosen in {"Python tests": TWO_AT_ONCE, "Live tests": LIVE}.items():
        say(f"\n{label}")
        pytest = subprocess.run(
            [Path(sys.executable).parent / "pytest", "--quiet", "--durations=10", *chosen],
            cwd=ROOT,
            env=node.environment(),
            check=False,
        )
        if pytest.returncode:
            failed.append(label)
    if failed:
        say(f"\nFAILED: {', '.join(failed)}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
