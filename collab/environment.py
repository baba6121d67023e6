"""Settings from environment variables; every variable read is remembered with its default.

`docs/operations.md` documents each of them, and a test compares it with `READ`.
"""

import os
from collections.abc import Sequence

from django.core.exceptions import ImproperlyConfigured

# COLLAB_DATA is read before Django is there, by collab.embedded.paths.
READ: dict[str, str] = {"COLLAB_DATA": ".data"}


def text(name: str, default: str = "") -> str:
    """The variable `name`; an empty value counts as absent."""
    READ[name] = default
    return os.environ.get(name, "").strip() or default


def words(name: str, default: Sequence[str] = ()) -> list[str]:
    """The comma-separated parts of `name`, without blanks."""
    return [word for part in text(name, ",".join(default)).split(",") if (word := part.strip())]


def flag(name: str, default: bool = False) -> bool:
    """`name` as a truth value; raises ImproperlyConfigured when it is neither yes nor no."""
    value = text(name, "true" if default else "false").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")


def number(name: str, default: int) -> int:
    """`name` as a positive integer; raises ImproperlyConfigured when it is none."""
    value = text(name, str(default))
    if not value.isdecimal() or int(value) < 1:
        raise ImproperlyConfigured(f"{name} must be a positive whole number, not {value!r}.")
    return int(value)
