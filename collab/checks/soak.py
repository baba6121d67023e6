"""`make soak`: the fault tests, each fault many times; takes hours.

ROUNDS sets how often each strikes; SEED repeats a run.
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


def main() -> int:
    """Run the fault tests; returns 0 when every promise was kept."""
    seed = os.environ.get("SEED") or str(random.SystemRandom().randrange(2**32))
    try:
        node = frontend.find_node()
    except SetupError as error:
        return fail(error)
    say(f"SEED={seed}")
    pytest = subprocess.run(
        [Path(sys.executable).parent / "pytest", "--capture=no", "documents/tests/faults"],
        cwd=ROOT,
        env={"ROUNDS": ROUNDS, **node.environment(), "SEED": seed},
        check=False,
    )
    return pytest.returncode


if __name__ == "__main__":
    sys.exit(main())
