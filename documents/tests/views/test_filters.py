import datetime

import pytest
from django.utils import timezone

from documents.templatetags.people import ago, initials, listed

NOON = datetime.datetime(2026, 7, 15, 12, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ada", "A"),
        ("Ada Lovelace", "AL"),
        ("ada king of lovelace", "AL"),
        ("世界", "世"),
        ("", "?"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        ({"seconds": -5}, "just now"),
        ({"seconds": 59}, "just now"),
        ({"minutes": 1}, "1 minute ago"),
        ({"minutes": 59, "seconds": 59}, "59 minutes ago"),
        ({"hours": 1}, "1 hour ago"),
        ({"hours": 23}, "23 hours ago"),
        ({"hours": 24}, "yesterday"),
        ({"hours": 37}, "2 days ago"),
        ({"days": 6}, "6 days ago"),
        ({"days": 7}, "8 July"),
        ({"days": 365}, "15 July 2025"),
    ],
)
def test_how_long_ago(passed: dict[str, int], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    assert ago(NOON - datetime.timedelta(**passed)) == said


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["Ada"], "Ada"),
        (["You", "Ada"], "You and Ada"),
        (["You", "Ada", "Bob"], "You, Ada and Bob"),
    ],
)
def test_names_are_listed(names: list[str], said: str) -> None:
    assert listed(names) == said
