"""docs/operations.md tells the truth about the settings."""

import re

import pytest
from django.conf import settings

from collab import environment
from collab.embedded.paths import ROOT

PAGE = (ROOT / "docs" / "operations.md").read_text()
DOCUMENTED = dict(re.findall(r"^\| `([A-Z_]+)` \| (.*?) \|", PAGE, re.MULTILINE))


def test_every_setting_is_documented_and_no_other() -> None:
    assert settings.SECRET_KEY, "reads the environment"
    assert sorted(DOCUMENTED) == sorted(environment.READ)


def test_documented_settings_are_in_order() -> None:
    assert list(DOCUMENTED) == sorted(DOCUMENTED)


@pytest.mark.parametrize("name", [n for n, default in DOCUMENTED.items() if default[0] == "`"])
def test_a_documented_default_is_the_real_one(name: str) -> None:
    assert DOCUMENTED[name] == f"`{environment.READ[name]}`"
