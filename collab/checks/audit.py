"""`make audit`: ask the package indexes whether anything we install has a known vulnerability."""

import subprocess
import sys
from pathlib import Path

from collab.embedded import frontend
from collab.embedded.paths import ROOT
from collab.embedded.progress import SetupError, fail, say

REQUIREMENTS = ("requirements.txt", "requirements-node.txt")


def main() -> int:
    """Audit Python and npm packages; returns 0 only when nothing was found, and all was asked."""
    pip_audit: list[str | Path] = [Path(sys.executable).parent / "pip-audit"]
    pip_audit += ["--strict", "--disable-pip", "--require-hashes"]
    for name in REQUIREMENTS:
        pip_audit += ["--requirement", name]
    try:
        node = frontend.find_node()
    except (SetupError, OSError) as error:
        return fail(error)
    say("Python packages")
    python = subprocess.run(pip_audit, cwd=ROOT, check=False)
    say("\nnpm packages")
    npm = [*node.npm, "--prefix", frontend.FRONTEND, "audit"]
    packages = subprocess.run(npm, cwd=ROOT, env=node.environment(), check=False)
    return 1 if python.returncode or packages.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
