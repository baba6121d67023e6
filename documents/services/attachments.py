"""Images and files in documents: taking them in, and finding them again.

Sending one needs the right to edit its document, fetching one the right to view it.
"""

import secrets
import tempfile
import uuid
from collections.abc import Callable
from pathlib import Path
from threading import BoundedSemaphore
from typing import BinaryIO

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, Sum

from documents.core.roles import Ability
from documents.core.text import file_name
from documents.imaging.process import remake_apart
from documents.imaging.results import Made, NotAnImage, TooLarge
from documents.models import Attachment, Document
from documents.services import access, files
from documents.services.access import Actor

PIECE_BYTES = 1 << 18
IMAGES_AT_ONCE = 2
"""Images are made anew in processes of their own; others wait for their turn."""
PATIENCE = 60.0
"""Seconds that an image waits for its turn."""
ANY_TYPE = "application/octet-stream"

_turns = BoundedSemaphore(IMAGES_AT_ONCE)


class Refused(Exception):
    """An upload is not taken; the message is for the person who sent it."""


class TooBig(Refused):
    """More bytes or pixels than are taken, or than there is room for."""


class WrongType(Refused):
    """What is to be shown as an image is none."""


class Busy(Refused):
    """Too many images are being worked on."""


def receive(
    actor: Actor,
    document_id: uuid.UUID,
    attachment_id: uuid.UUID,
    name: str,
    read: Callable[[int], bytes],
    *,
    as_image: bool,
    announced: int = 0,
) -> tuple[Attachment, bool]:
    """Take in an upload; returns it, and whether it is new: sending it again changes nothing.

    `read` gives the next bytes, at most as many as asked for, none at the end; `announced` is how
    many there are said to be. Raises NotFound, Refused, or what `read` raises.
    """
    document = access.document_for(actor, document_id, Ability.EDIT)
    found = _find(document, attachment_id)
    if found is not None:
        return found, False
    _check_size(announced)
    _check_room(document, announced)
    with tempfile.TemporaryFile() as upload:
        _spool(read, upload)
        attachment = Attachment(
            document=document, id=attachment_id, key=secrets.token_hex(16), name=file_name(name),
            type=ANY_TYPE, uploader_id=actor.user_id,
        )  # fmt: skip
        return _keep(attachment, upload, as_image=as_image)


def find(actor: Actor, document_id: uuid.UUID, attachment_id: uuid.UUID) -> Attachment:
    """The attachment of this very document, for somebody who may view it; raises NotFound."""
    document = access.document_for(actor, document_id, Ability.VIEW)
    found = _find(document, attachment_id)
    if found is None:
        raise access.NotFound
    return found


def open_variant(attachment: Attachment, variant: str) -> BinaryIO:
    """The bytes of a variant, the large one where a small one was not worth it; raises NotFound."""
    document_id, key = attachment.document_id, attachment.key
    opened = files.open_variant(document_id, key, variant)
    if opened is None and variant == "small":
        opened = files.open_variant(document_id, key, "large")
    if opened is None:
        raise access.NotFound
    return opened


def _find(document: Document, attachment_id: uuid.UUID) -> Attachment | None:
    return Attachment.objects.filter(document=document, id=attachment_id).first()


def _spool(read: Callable[[int], bytes], upload: BinaryIO) -> None:
    while piece := read(PIECE_BYTES):
        upload.write(piece)
        _check_size(upload.tell())


def _check_size(size: int) -> None:
    most = settings.COLLAB_MAX_FILE_BYTES
    if size > most:
        raise TooBig(f"The file is larger than {size_in_words(most)}.")


def _check_room(document: Document, size: int) -> None:
    """Raises TooBig when the document, or all documents of its owner, hold too much already."""
    here, all_of_them = Q(document=document), Q(document__owner=document.owner_id)
    for scope, most, whose in (
        (here, settings.COLLAB_FILE_BYTES_PER_DOCUMENT, "this document"),
        (all_of_them, settings.COLLAB_FILE_BYTES_PER_OWNER, "the documents of its owner"),
    ):
        held = Attachment.objects.filter(scope).aggregate(held=Sum("size"))["held"] or 0
        if held + size > most:
            raise TooBig(f"The files in {whose} would be larger than {size_in_words(most)}.")


def size_in_words(size: int) -> str:
    """A size as people read it."""
    return f"{size / 1024**2:,.0f} MB" if size >= 1024**2 else f"{size:,} bytes"


def _keep(attachment: Attachment, upload: BinaryIO, *, as_image: bool) -> tuple[Attachment, bool]:
    document_id, key = attachment.document_id, attachment.key
    kept = False
    try:
        if as_image:
            _keep_image(attachment, upload)
        else:
            attachment.size = files.save(document_id, key, "file", upload)
        stored = _store(attachment)
        kept = stored is attachment
    finally:
        if not kept:
            files.discard(document_id, key)
    return stored, kept


def _keep_image(attachment: Attachment, upload: BinaryIO) -> None:
    with tempfile.TemporaryDirectory() as directory:
        made = _remake(upload, Path(directory))
        attachment.type, attachment.width, attachment.height = made.type, made.width, made.height
        attachment.size = 0
        for path in Path(directory).iterdir():
            with path.open("rb") as variant:
                attachment.size += files.save(
                    attachment.document_id, attachment.key, path.name, variant
                )


def _remake(upload: BinaryIO, directory: Path) -> Made:
    if not _turns.acquire(timeout=PATIENCE):
        raise Busy("Too many images are being worked on. Try again in a minute.")
    try:
        return remake_apart(upload, directory, settings.COLLAB_MAX_IMAGE_PIXELS)
    except TooLarge as error:
        raise TooBig(str(error)) from error
    except NotAnImage as error:
        raise WrongType(str(error)) from error
    finally:
        _turns.release()


@transaction.atomic
def _store(attachment: Attachment) -> Attachment:
    """Add the row, unless it is there already or there is no room; returns the one that counts."""
    document = attachment.document
    with connection.cursor() as cursor:
        # One at a time for each owner, whose room is counted.
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('attachments'), hashint8(%s))",
            [document.owner_id],
        )
    found = _find(document, attachment.id)
    if found is not None:
        return found
    _check_room(document, attachment.size)
    attachment.save(force_insert=True)
    return attachment
