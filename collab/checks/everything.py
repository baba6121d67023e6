"""`make test`: the static checks, then the tests in real time, with all the others behind them."""

import os
import shutil
import subprocess
import sys
import tempfile

from collab.checks import static, suites
from collab.embedded import frontend
from collab.embedded.paths import ROOT
from collab.embedded.progress import SetupError, fail, say, step

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FIREFOX = ("firefox-esr", "firefox")
# On Linux, processes that get what all others leave of the machine, and are in nobody's way.
BEHIND = ["chrt", "--idle", "0"] if shutil.which("chrt") else ["nice", "-n", "19"]


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
    with tempfile.TemporaryFile("w+") as output:
        others = subprocess.Popen(
            [*BEHIND, sys.executable, "-m", suites.__name__],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        failed += suites.failures(suites.live(), node)
        if others.wait():
            failed.append("tests behind the live ones")
        output.seek(0)
        say(output.read())
    if failed:
        say(f"\nFAILED: {', '.join(failed)}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
