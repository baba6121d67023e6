"""The bytes of attachments, under names that nobody outside learns.

`<document>/<key>-<variant>`: an image has the variants `large` and, where that is worth it,
`small`; a file has `file`.
"""

import contextlib
import functools
import os
import uuid
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.db import transaction

VARIANTS = ("large", "small", "file")


class DurableStorage(FileSystemStorage):
    """Files that are on disk when `save` returns: what is called uploaded survives a crash."""

    def _save(self, name: str, content: File[bytes]) -> str:
        saved: str = super()._save(name, content)  # type: ignore[misc]
        path = Path(self.path(saved))
        for place in (path, path.parent):
            descriptor = os.open(place, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        return saved


def save(document_id: uuid.UUID, key: str, variant: str, content: BinaryIO) -> int:
    """Keep a variant; returns its size in bytes. Raises OSError."""
    content.seek(0)
    file = File(content)
    _storage().save(_name(document_id, key, variant), file)
    return content.seek(0, os.SEEK_END)


def open_variant(document_id: uuid.UUID, key: str, variant: str) -> BinaryIO | None:
    """A variant to read; None when there is none."""
    try:
        return cast(BinaryIO, _storage().open(_name(document_id, key, variant)))
    except FileNotFoundError:
        return None


def discard(document_id: uuid.UUID, key: str) -> None:
    """Delete all variants; those that are gone already are no fault."""
    for variant in VARIANTS:
        _storage().delete(_name(document_id, key, variant))


def discard_all(document_id: uuid.UUID) -> None:
    """Delete the files of a document, once the transaction that deletes it is committed."""
    transaction.on_commit(functools.partial(_discard_all, document_id))


def _discard_all(document_id: uuid.UUID) -> None:
    for key, _ in list(kept(document_id)):
        discard(document_id, key)
    # An upload that comes at this moment finds a day later that nothing names it.
    with contextlib.suppress(OSError):
        _storage().delete(str(document_id))


def documents() -> Iterator[uuid.UUID]:
    """The documents that have files."""
    for name in _listed("")[0]:
        with contextlib.suppress(ValueError):  # what others keep here
            yield uuid.UUID(name)


def kept(document_id: uuid.UUID) -> Iterator[tuple[str, datetime]]:
    """The keys of a document's files, and when each was written."""
    for name in _listed(str(document_id))[1]:
        written = _storage().get_modified_time(f"{document_id}/{name}")
        yield name.partition("-")[0], written


def _listed(directory: str) -> tuple[list[str], list[str]]:
    try:
        return _storage().listdir(directory)
    except FileNotFoundError:
        return [], []


def _storage() -> Storage:
    return storages["attachments"]


def _name(document_id: uuid.UUID, key: str, variant: str) -> str:
    return f"{document_id}/{key}-{variant}"
