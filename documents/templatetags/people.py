"""Filters that show people and times."""

import datetime
from collections.abc import Mapping
from uuid import UUID

from django import template
from django.utils import timezone

from documents.models import Document

register = template.Library()

MINUTE = 60
HOUR = 60 * MINUTE


@register.filter
def initials(name: str) -> str:
    """The first letters of a name's first and last word, for an avatar."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"


@register.filter
def among(document: Document, editing: Mapping[UUID, list[str]]) -> list[str]:
    """The names of those who are editing a document, out of those who edit any."""
    return editing.get(document.pk, [])


@register.filter
def listed(names: list[str]) -> str:
    """Names as they are read out: "Ada, Bob and Cleo"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


@register.filter
def ago(moment: datetime.datetime) -> str:
    """How long ago a moment was, as people say it; after a week, its date."""
    now = timezone.now()
    seconds = (now - moment).total_seconds()
    if seconds < MINUTE:
        return "just now"
    if seconds < HOUR:
        return _count(int(seconds / MINUTE), "minute")
    if seconds < 24 * HOUR:
        return _count(int(seconds / HOUR), "hour")
    days = (now.date() - moment.date()).days
    if days == 1:
        return "yesterday"
    if days < 7:
        return _count(days, "day")
    year = "" if moment.year == now.year else f" {moment.year}"
    return f"{moment.day} {moment:%B}{year}"


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}{'s' if number > 1 else ''} ago"
