"""`make soak`: the fault tests and the random commands, each many times; takes hours.

ROUNDS sets how often; SEED repeats a run.
"""

import os
import random
import subprocess
import sys
from pathlib import Path

from collab.embedded import frontend
from collab.embedded.paths import ROOT
from collab.embedded.progress import SetupError, fail, say

ROUNDS = "200"
TESTS = ("documents/tests/faults", "documents/tests/e2e/test_random_commands.py")


def main() -> int:
    """Run these tests; returns 0 when every promise was kept."""
    seed = os.environ.get("SEED") or str(random.SystemRandom().randrange(2**32))
    try:
        node = frontend.find_node()
    except SetupError as error:
        return fail(error)
    say(f"SEED={seed}")
    pytest = subprocess.run(
        [Path(sys.executable).parent / "pytest", "--capture=no", *TESTS],
        cwd=ROOT,
        env={"ROUNDS": ROUNDS, **node.environment(), "SEED": seed},
        check=False,
    )
    return pytest.returncode


if __name__ == "__main__":
    sys.exit(main())
