"""Files are deleted when no document has needed them for long, and not before."""

import uuid
from datetime import datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path

import pycrdt
import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from documents.models import Attachment, Document, UpdateRow, User
from documents.replica.errors import ReplicaLost
from documents.replica.reader import Reader
from documents.services import attachments, collection, documents
from documents.tests.cast import actor
from documents.tests.replica.test_reading import Author

KEPT = timedelta(days=30)
SOON = timedelta(seconds=1)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("directory")]


@pytest.fixture
def alice(transactional_db: None) -> User:
    return User.objects.create_user("alice@example.org", name="Alice")


class Pages:
    """A document whose author puts images into it and takes them out again."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.author = Author()
        self.state = self.author.doc.get_state()

    def send(self) -> uuid.UUID:
        attachment = uuid.uuid4()
        person = actor(self.document.owner)
        read = BytesIO(b"bytes").read
        attachments.receive(person, self.document.pk, attachment, "x", read, as_image=False)
        return attachment

    def insert(self, attachment: uuid.UUID, name: str = "image") -> None:
        element = pycrdt.XmlElement(name, {"attachment": str(attachment)})
        self.author.fragment.children.append(pycrdt.XmlElement("cell", {}, [element]))
        self.commit()

    def clear(self) -> None:
        del self.author.fragment.children[0]
        self.commit()

    def commit(self) -> None:
        self.document.refresh_from_db()
        self.document.head_seq += 1
        self.document.save()
        update = self.author.doc.get_update(self.state)
        self.state = self.author.doc.get_state()
        UpdateRow.objects.create(
            document=self.document, seq=self.document.head_seq, author_name="A", data=update
        )


@pytest.fixture
def pages(alice: User) -> Pages:
    return Pages(documents.create(alice))


@pytest.fixture
def today() -> datetime:
    return timezone.now()


def test_what_a_document_shows_is_kept_wherever_it_stands(pages: Pages, today: datetime) -> None:
    for name in ("image", "file", "unknown"):
        pages.insert(pages.send(), name)
    assert collection.collect(today) == 0
    assert collection.collect(today + KEPT + SOON) == 0
    assert Attachment.objects.count() == 3


def test_what_was_taken_out_is_kept_for_a_while(
    pages: Pages, today: datetime, directory: Path
) -> None:
    pages.insert(pages.send())
    pages.clear()
    assert collection.collect(today) == 0
    assert collection.collect(today + KEPT - SOON) == 0
    assert list(directory.rglob("*-file"))
    assert collection.collect(today + KEPT + SOON) == 1
    assert not Attachment.objects.exists()
    assert not list(directory.rglob("*-file"))


def test_what_comes_back_is_as_if_it_had_never_left(pages: Pages, today: datetime) -> None:
    attachment = pages.send()
    pages.insert(attachment)
    pages.clear()
    collection.collect(today)
    pages.insert(attachment)
    assert collection.collect(today + KEPT + SOON) == 0
    pages.clear()
    assert collection.collect(today + 2 * KEPT) == 0
    assert collection.collect(today + 3 * KEPT + SOON) == 1


def test_what_never_got_into_the_document_is_kept_as_long(pages: Pages, today: datetime) -> None:
    pages.send()
    assert collection.collect(today) == 0
    assert collection.collect(today + KEPT + SOON) == 1


def test_a_document_in_the_trash_keeps_its_files(pages: Pages, today: datetime) -> None:
    pages.insert(pages.send())
    documents.trash(pages.document)
    collection.collect(today)
    assert collection.collect(today + KEPT + SOON) == 0


def test_nothing_of_a_document_that_cannot_be_read_is_deleted(
    pages: Pages, today: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages.send()
    collection.collect(today)

    def fail(*_: object) -> None:
        raise ReplicaLost(culprit=True)

    monkeypatch.setattr(Reader, "refer", fail)
    assert collection.collect(today + KEPT + SOON) == 0


def test_nothing_is_deleted_from_under_somebody_who_writes(
    pages: Pages, today: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    attachment = pages.send()
    collection.collect(today)
    refer = Reader.refer

    def write_meanwhile(*arguments: object) -> set[uuid.UUID]:
        found = refer(*arguments)  # type: ignore[arg-type]
        pages.insert(attachment)
        return found

    monkeypatch.setattr(Reader, "refer", write_meanwhile)
    assert collection.collect(today + KEPT + SOON) == 0
    assert Attachment.objects.exists()


def test_an_id_written_in_another_way_refers_to_nothing(pages: Pages, today: datetime) -> None:
    attachment = pages.send()
    for value in (str(attachment).upper(), attachment.hex, f"{{{attachment}}}"):
        element = pycrdt.XmlElement("image", {"attachment": value})
        pages.author.fragment.children.append(element)
    pages.commit()
    collection.collect(today)
    assert collection.collect(today + KEPT + SOON) == 1


def test_bytes_that_nothing_names_are_swept_up(
    pages: Pages, alice: User, today: datetime, directory: Path
) -> None:
    kept = pages.send()
    (directory / str(pages.document.pk) / "stray-large").write_bytes(b"cut short")
    (directory / str(uuid.uuid4())).mkdir()
    (directory / "lost+found").mkdir()
    collection.collect(today)
    assert len(list(directory.rglob("*-*"))) >= 2
    collection.collect(today + collection.STRAY + SOON)
    (left,) = [path for path in directory.rglob("*") if path.is_file()]
    assert left.name.startswith(Attachment.objects.get(id=kept).key)


def test_the_files_of_a_closed_account_are_swept_up(
    pages: Pages, alice: User, today: datetime, directory: Path
) -> None:
    pages.send()
    alice.delete()
    collection.collect(today + collection.STRAY + SOON)
    assert not [path for path in directory.rglob("*") if path.is_file()]


def test_it_is_done_once_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    done: list[bool] = []
    monkeypatch.setattr(collection, "collect", lambda: done.append(True))
    collection.collect_daily()
    collection.collect_daily()
    assert len(done) == 1
    cache.clear()


def test_there_is_a_command_for_it(pages: Pages, today: datetime) -> None:
    pages.send()
    Attachment.objects.update(unused_since=today - KEPT - SOON)
    out = StringIO()
    call_command("collect_files", stdout=out)
    assert out.getvalue() == "1 attachments deleted.\n"
