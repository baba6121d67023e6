"""`make fuzz`: attack a running Collab without end; it stops at the first thing that goes wrong."""

import subprocess
import sys
from pathlib import Path

from collab.embedded import frontend
from collab.embedded.paths import ROOT
from collab.embedded.progress import SetupError, fail


def main() -> int:
    """Run the fuzzer until it fails or is interrupted; returns its exit code."""
    try:
        node = frontend.find_node()
    except SetupError as error:
        return fail(error)
    return subprocess.run(
        [Path(sys.executable).parent / "pytest", "--quiet", "-s", "documents/tests/fuzz"],
        cwd=ROOT,
        env={**node.environment(), "FUZZ": "endless"},
        check=False,
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
