"""What happens to a document as a whole: making, naming, trashing."""

from django.db import transaction
from django.db.models.functions import Now

from documents.core.seed import SEED_UPDATE
from documents.models import Document, UpdateRow, User
from documents.services import files, reading
from documents.services.changes import announce, change_access


@transaction.atomic
def create(owner: User, title: str = "") -> Document:
    """Makes a document whose log begins with one empty paragraph, so that opening never writes."""
    document = Document.objects.create(owner=owner, title=title, head_seq=1)
    UpdateRow.objects.create(
        document=document, seq=1, author=owner, author_name=owner.name, data=SEED_UPDATE
    )
    return document


@transaction.atomic
def rename(document: Document, title: str, was: str | None = None) -> bool:
    """Gives a document a title, also for everybody who has it open.

    With `was`, only in place of that title: False when somebody gave it another one meanwhile,
    which `document` has then.
    """
    documents = Document.objects.filter(pk=document.pk)
    # What is sent again because its answer was lost has its title already.
    meant = documents if was is None else documents.filter(title__in=(was, title))
    if not meant.update(title=title):
        document.refresh_from_db(fields=["title"])
        return False
    document.title = title
    announce(document.pk)
    return True


@transaction.atomic
def trash(document: Document) -> None:
    """Moves a document to the trash: nobody opens it there, and open editors close."""
    change_access(document.pk, trashed_at=Now())


@transaction.atomic
def restore(document: Document) -> None:
    """Takes a document out of the trash; its link works again as it did."""
    change_access(document.pk, trashed_at=None)


@transaction.atomic
def delete(document: Document) -> None:
    """Deletes a document for good, with its log, its link and its files."""
    change_access(document.pk)
    reading.forget(document.pk)
    files.discard_all(document.pk)
    document.delete()
