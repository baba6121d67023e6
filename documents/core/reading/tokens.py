"""What mentions and dates may say, judged as the editor does (`schema/tokens.ts`)."""

import re
from datetime import date

_PERSON = re.compile(r"user-[0-9]{1,18}|visitor-[0-9a-f]{1,32}")
_DOCUMENT = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def person_id(value: object) -> str | None:
    """The identity of a person, or None when it is none."""
    return _matching(_PERSON, value)


def document_id(value: object) -> str | None:
    """The id of a document, or None when it is none."""
    return _matching(_DOCUMENT, value)


def day_of(value: object) -> str | None:
    """A day of the calendar as YYYY-MM-DD, or None when there is no such day."""
    day = _matching(_DAY, value)
    try:
        return day and date.fromisoformat(day).isoformat()
    except ValueError:
        return None


def _matching(pattern: re.Pattern[str], value: object) -> str | None:
    return value if isinstance(value, str) and pattern.fullmatch(value) else None
