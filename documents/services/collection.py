"""Deleting files that no document needs any more.

A document needs what it refers to now, and what it referred to until some weeks ago: somebody may
undo a deletion, or come back with what they wrote offline.
"""

import functools
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from documents.models import Attachment, Document
from documents.replica.errors import ReplicaLost
from documents.replica.pool import COMPACTION
from documents.replica.reader import Reader
from documents.services import files, reading

logger = logging.getLogger(__name__)

DAY = timedelta(days=1)
STRAY = DAY
"""How old a file without a row must be: a younger one may belong to an upload under way."""


def collect_daily() -> None:
    """Collect, unless some process did so today."""
    if cache.add("collected", True, DAY.total_seconds()):
        collect()


def collect(now: datetime | None = None) -> int:
    """Delete what has not been needed for as long as is set; returns how many attachments."""
    now = now or timezone.now()
    holders = Attachment.objects.values_list("document_id", flat=True).distinct()
    deleted = 0
    with _reader() as reader:
        for document_id in holders:
            deleted += _collect(reader, document_id, now)
    _sweep(now)
    return deleted


@contextmanager
def _reader() -> Iterator[Reader]:
    reader = Reader(COMPACTION)
    try:
        yield reader
    finally:
        reader.close()


def _collect(reader: Reader, document_id: UUID, now: datetime) -> int:
    sequence, checkpoint, rows = reading.stored(document_id)
    try:
        needed = reader.refer(checkpoint, rows)
    except ReplicaLost as error:
        logger.error("Files of document %s are kept, it cannot be read: %s", document_id, error)
        return 0
    attachments = Attachment.objects.filter(document=document_id)
    attachments.filter(id__in=needed).update(unused_since=None)
    attachments.exclude(id__in=needed).filter(unused_since=None).update(unused_since=now)
    return _delete(document_id, sequence, now)


@transaction.atomic
def _delete(document_id: UUID, sequence: int, now: datetime) -> int:
    """Delete what was unused for long, unless somebody has written since `sequence` was read."""
    until = now - timedelta(days=settings.COLLAB_KEEP_UNUSED_FILES_DAYS)
    document = Document.objects.select_for_update().filter(pk=document_id, head_seq=sequence)
    if not document.exists():
        return 0
    unused = Attachment.objects.filter(document=document_id, unused_since__lt=until)
    keys = list(unused.values_list("key", flat=True))
    unused.delete()
    for key in keys:
        transaction.on_commit(functools.partial(files.discard, document_id, key))
    return len(keys)


def _sweep(now: datetime) -> None:
    """Delete files that nothing names: of uploads cut short, of people whose account is gone."""
    for document_id in files.documents():
        attachments = Attachment.objects.filter(document=document_id)
        known = set(attachments.values_list("key", flat=True))
        for key, written in files.kept(document_id):
            if key not in known and written < now - STRAY:
                files.discard(document_id, key)
