"""compose.yaml is valid, needs no editing, and starts things in an order that works."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from collab import environment
from collab.embedded.paths import ROOT

COMPOSE = ROOT / "compose.yaml"


@pytest.fixture
def services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(COMPOSE.read_text())["services"]
    return found


def test_it_follows_the_compose_specification() -> None:
    check = str(Path(sys.executable).parent / "check-jsonschema")
    done = subprocess.run(
        [check, "--builtin-schema", "vendor.compose-spec", str(COMPOSE)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_must_be_set_before_the_first_start() -> None:
    used = re.findall(r"(?<!\$)\$\{?(\w+)(:-)?", COMPOSE.read_text())
    assert used
    assert all(default for _, default in used), used


def test_the_web_process_waits_for_healthy_stores(services: dict[str, Any]) -> None:
    for store, condition in services["web"]["depends_on"].items():
        assert condition == {"condition": "service_healthy"}
        assert "healthcheck" in services[store]


def test_only_the_web_process_can_be_reached(services: dict[str, Any]) -> None:
    assert [name for name, service in services.items() if "ports" in service] == ["web"]


def test_no_password_is_written_down(services: dict[str, Any]) -> None:
    assert not re.search(r"PASSWORD: \S|//\w+:\w+@", COMPOSE.read_text())


def test_every_variable_passed_on_is_a_setting(services: dict[str, Any]) -> None:
    # libpq reads this one.
    assert set(services["web"]["environment"]) - {"PGPASSFILE"} <= set(environment.READ)
