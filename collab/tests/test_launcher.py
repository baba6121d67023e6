"""`make run`, started as people start it, and treated as badly as machines do."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from collab.embedded.paths import LONGEST_SOCKET_PATH, ROOT, socket_directory
from collab.embedded.process import wait_until
from collab.embedded.web import free_port

SECONDS = 60.0


class Launcher:
    """A launcher with its own data and port, whose output can be waited for."""

    def __init__(self, data: Path, port: int) -> None:
        self.port = port
        self.output = data.parent / "output.txt"
        data.parent.mkdir(parents=True, exist_ok=True)
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DATABASE_URL", "REDIS_URL", "ORIGINS", "DJANGO_SETTINGS_MODULE"}
        }
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "collab.embedded.launcher"],
                cwd=ROOT,
                env={**environment, "COLLAB_DATA": str(data), "COLLAB_PORT": str(port)},
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def says(self, text: str) -> bool:
        return text in self.output.read_text()

    def wait_for(self, text: str) -> None:
        found = wait_until(
            lambda: self.says(text) or self.process.poll() is not None, SECONDS, step=0.05
        )
        assert found, self.output.read_text()
        assert self.says(text), self.output.read_text()

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz") as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def children(self) -> dict[str, int]:
        """The process id of each child, by a word of its command line."""
        words = {"postgres": "bin/postgres", "redis": "redis-server", "web": "daphne"}
        found = {}
        for child in psutil.Process(self.process.pid).children():
            with suppress(psutil.NoSuchProcess):
                line = " ".join(child.cmdline())
                found.update({name: child.pid for name, word in words.items() if word in line})
        return found

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(SECONDS)


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """A data directory in which a socket's path would be too long for the system."""
    data = tmp_path / ("long" * (LONGEST_SOCKET_PATH // 4)) / "data"
    yield data
    shutil.rmtree(socket_directory(data, "postgres").parent, ignore_errors=True)


@pytest.fixture
def running(built_pages: None, data: Path) -> Iterator[Launcher]:
    launcher = Launcher(data, free_port())
    launcher.wait_for("Collab is ready")
    yield launcher
    launcher.stop()


def _is_alive(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def test_interrupting_stops_everything_it_started(running: Launcher) -> None:
    children = running.children()
    assert set(children) == {"postgres", "redis", "web"}
    assert running.stop() == 0
    assert not any(map(_is_alive, children.values()))


def test_a_killed_launcher_takes_all_with_it_and_the_next_start_works(
    running: Launcher, data: Path
) -> None:
    secret = (data / "secret_key").read_text()
    children = running.children()
    running.process.kill()
    running.process.wait()
    assert wait_until(lambda: not any(map(_is_alive, children.values())), SECONDS)

    again = Launcher(data, running.port)
    again.wait_for("Collab is ready")
    assert again.stop() == 0
    assert (data / "secret_key").read_text() == secret


def test_what_dies_is_started_again(running: Launcher) -> None:
    for name in ("postgres", "redis", "web"):
        os.kill(running.children()[name], signal.SIGKILL)
    running.wait_for("which ended unexpectedly")
    assert wait_until(lambda: len(running.children()) == 3 and running.is_ready(), SECONDS)


def test_a_store_that_cannot_start_is_tried_again_while_pages_are_served(
    running: Launcher, data: Path
) -> None:
    children = running.children()
    needed = data / "postgres" / "global" / "pg_control"
    aside = needed.rename(data / "pg_control")
    os.kill(children["postgres"], signal.SIGKILL)
    running.wait_for("Postgres does not start")
    assert running.children()["web"] == children["web"]
    aside.rename(needed)
    assert wait_until(running.is_ready, SECONDS)
    assert running.children()["web"] == children["web"]


def test_killed_stores_leave_nothing_that_blocks_the_next_start(
    running: Launcher, data: Path
) -> None:
    children = running.children()
    running.process.send_signal(signal.SIGSTOP)
    for pid in children.values():
        os.kill(pid, signal.SIGKILL)
    running.process.kill()
    running.process.wait()
    again = Launcher(data, running.port)
    again.wait_for("Collab is ready")
    assert again.stop() == 0


def test_a_second_one_on_the_same_data_says_so(running: Launcher, data: Path) -> None:
    second = Launcher(data.parent / "data", free_port())
    assert second.process.wait(SECONDS) == 1
    assert re.search(r"running already \(process \d+\)", second.output.read_text())


def test_a_taken_port_is_named(data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        launcher = Launcher(data, port)
        assert launcher.process.wait(SECONDS) == 1
    assert launcher.says(f"Port {port} is taken")
    assert not launcher.says("Traceback")


def test_a_wrong_setting_is_named(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", "perhaps")
    launcher = Launcher(data, free_port())
    assert launcher.process.wait(SECONDS) == 1
    assert launcher.says("DEBUG must be true or false")
    assert not launcher.says("Traceback")
