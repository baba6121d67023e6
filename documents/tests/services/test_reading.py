"""The text of documents, drawn once for as long as nothing is written."""

from collections.abc import Callable, Iterator
from threading import Thread

import pytest
from django.core.cache import cache

from documents.core.seed import SEED_UPDATE
from documents.models import Checkpoint, Document, UpdateRow
from documents.replica.errors import ReplicaLost
from documents.services import documents, reading
from documents.tests.replica.test_reading import Author


@pytest.fixture(autouse=True)
def end_reader() -> Iterator[None]:
    cache.clear()
    yield
    reading._reader.close()
    cache.clear()


@pytest.fixture
def drawings(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows each drawing was made of."""
    made: list[int] = []
    read = reading._reader.read

    def count(checkpoint: bytes | None, rows: list[bytes]) -> str:
        made.append(len(rows))
        return read(checkpoint, rows)

    monkeypatch.setattr(reading._reader, "read", count)
    return made


def append(document: Document, update: bytes, **fields: object) -> None:
    document.head_seq += 1
    document.save()
    UpdateRow.objects.create(
        document=document, seq=document.head_seq, author_name="A", data=update, **fields
    )


def written(*texts: str) -> bytes:
    author = Author()
    for text in texts:
        author.write(text)
    return author.doc.get_update()


def test_the_text_is_what_the_log_says(document: Document) -> None:
    append(document, written("Hello"))
    assert "Hello" in (reading.text_of(document) or "")


def test_the_text_begins_with_the_checkpoint(document: Document, drawings: list[int]) -> None:
    append(document, written("Hello"))
    Checkpoint.objects.create(document=document, seq=2, state=written("Kept"))
    append(document, written("later"))
    text = reading.text_of(document) or ""
    assert "Kept" in text
    assert "later" in text
    assert drawings == [1]


def test_it_is_drawn_again_only_after_an_edit(document: Document, drawings: list[int]) -> None:
    assert reading.text_of(document) == reading.text_of(document)
    assert len(drawings) == 1
    append(document, written("new"))
    assert "new" in (reading.text_of(document) or "")
    assert len(drawings) == 2


def test_rows_in_quarantine_are_left_out(document: Document, drawings: list[int]) -> None:
    append(document, b"nonsense", quarantined=True)
    assert "data-block" in (reading.text_of(document) or "")
    assert drawings == [1]
    # Its number counts: nothing is drawn again for it.
    assert reading.text_of(document)
    assert len(drawings) == 1


def test_a_document_that_cannot_be_drawn_is_not_tried_each_time(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def fail(checkpoint: bytes | None, rows: list[bytes]) -> str:
        tried.append(rows)
        raise ReplicaLost(culprit=True)

    monkeypatch.setattr(reading._reader, "read", fail)
    assert reading.text_of(document) is None
    assert reading.text_of(document) is None
    assert tried == [[SEED_UPDATE]]


def test_a_page_waits_for_others_only_so_long(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PATIENCE", 0.01)
    with reading._turn:
        assert reading.text_of(document) is None
    assert reading.text_of(document)


def test_many_who_come_at_once_have_it_drawn_once(
    document: Document, drawings: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Threads have database connections of their own, which do not see this test's document.
    monkeypatch.setattr(reading, "stored", lambda _: (1, None, [SEED_UPDATE]))
    monkeypatch.setattr(reading, "PATIENCE", 60.0)
    texts: list[str | None] = []

    def visit() -> None:
        texts.append(reading.text_of(document))

    crowd = [Thread(target=visit) for _ in range(8)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert len(set(texts)) == 1
    assert texts[0]
    assert len(drawings) == 1


def test_what_is_deleted_for_good_is_forgotten(
    document: Document, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    reading.text_of(document)
    key = reading._key(document.pk)
    assert cache.get(key)
    documents.delete(document)
    assert cache.get(key) is None
