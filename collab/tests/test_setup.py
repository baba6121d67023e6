"""What stands between a fresh clone and a running Collab is named in a sentence."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from collab.embedded import bootstrap, frontend, paths
from collab.embedded.progress import SetupError, step


def fail_with(output: str) -> None:
    step("Installing things", [sys.executable, "-c", f"print({output!r}); raise SystemExit(1)"])


def test_a_step_is_announced(capsys: pytest.CaptureFixture[str]) -> None:
    step("Building the pages", [sys.executable, "-c", "print('chatter')"])
    assert capsys.readouterr().out == "  Building the pages …\n"


def test_a_failed_step_shows_its_last_words() -> None:
    with pytest.raises(SetupError, match=r"Installing things failed:\nsomething odd"):
        fail_with("something odd")


@pytest.mark.parametrize(
    "output",
    [
        "npm error code ENOTFOUND",
        "Failed to establish: [Errno -3] Temporary failure in name resolution",
        "ERROR: No matching distribution found for django",
    ],
)
def test_a_missing_network_is_named(output: str) -> None:
    with pytest.raises(SetupError, match="needs the network"):
        fail_with(output)


@pytest.mark.parametrize(
    "output", ["OSError: [Errno 28] No space left on device", "npm error code ENOSPC"]
)
def test_a_full_disk_is_named(output: str) -> None:
    with pytest.raises(SetupError, match="The disk is full"):
        fail_with(output)


def test_too_little_space_is_named_beforehand() -> None:
    with pytest.raises(SetupError, match="of free space"):
        bootstrap.check_space(10**18)


@pytest.mark.parametrize(("version", "is_enough"), [("v18.20.4", False), ("v24.1.0", True)])
def test_an_old_node_does_not_count(tmp_path: Path, version: str, is_enough: bool) -> None:
    node = tmp_path / "node"
    node.write_text(f"#!/bin/sh\necho {version}\n")
    node.chmod(0o755)
    assert frontend.is_new_enough(str(node)) == is_enough


def test_a_socket_lies_beside_its_data_where_it_can(tmp_path: Path) -> None:
    assert paths.socket_directory(Path("/srv/data"), "redis") == Path("/srv/data/run/redis")
    deep = tmp_path / ("x" * 100)
    socket = paths.socket_directory(deep, "postgres") / paths.LONGEST_SOCKET_NAME
    assert len(str(socket)) <= paths.LONGEST_SOCKET_PATH
    assert socket != paths.socket_directory(deep / "other", "postgres")


def test_processes_that_start_together_agree_on_the_secret(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with ThreadPoolExecutor(8) as threads:
        secrets = set(threads.map(paths.stored_secret, [data] * 32))
    assert secrets == {paths.stored_secret(data)}
    assert [file.name for file in data.iterdir()] == ["secret_key"]
    assert (data / "secret_key").stat().st_mode & 0o077 == 0
