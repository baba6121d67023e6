"""`manage.py compact` and `manage.py verify_documents`, on documents good and bad."""

import re
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from documents.models import Checkpoint, Document, UpdateRow, User
from documents.services import documents

pytestmark = pytest.mark.django_db(transaction=True)


def write(document: Document, *updates: bytes) -> None:
    """Add rows to a document's log, whatever they hold."""
    document.refresh_from_db()
    for sequence, update in enumerate(updates, document.head_seq + 1):
        UpdateRow.objects.create(document=document, seq=sequence, author_name="Alice", data=update)
    Document.objects.filter(pk=document.pk).update(head_seq=document.head_seq + len(updates))


def hello(client: int) -> bytes:
    """Two letters by a client of its own."""
    return bytes([1, 1, client]) + bytes.fromhex("000401017402686900")


@pytest.fixture
def document(transactional_db: None) -> Document:
    """A document with a few rows."""
    alice = User.objects.create_user("alice@example.org", name="Alice")
    document = documents.create(alice, "Minutes")
    write(document, hello(1), hello(2), hello(3))
    return document


def run(command: str, *arguments: object) -> tuple[bool, str]:
    """Run a command; returns whether it was content, and what it printed."""
    out = StringIO()
    try:
        call_command(command, *map(str, arguments), stdout=out, stderr=out)
    except CommandError as error:
        return False, f"{out.getvalue()}{error}"
    return True, out.getvalue()


def spoil_checkpoint(document: Document) -> None:
    run("compact", document.pk)
    state = bytes(Checkpoint.objects.get().state)
    Checkpoint.objects.update(state=state.replace(b"hi", b"ho", 1))


def truncate_checkpoint(document: Document) -> None:
    run("compact", document.pk)
    Checkpoint.objects.update(state=b"\x01")


def lose_a_row(document: Document) -> None:
    UpdateRow.objects.filter(seq=3).delete()


def put_in_quarantine(document: Document) -> None:
    UpdateRow.objects.filter(seq=3).update(quarantined=True)


def move_checkpoint(document: Document) -> None:
    run("compact", document.pk)
    Checkpoint.objects.update(seq=9)


FAULTS: list[tuple[Callable[[Document], None], str]] = [
    (spoil_checkpoint, "the checkpoint of row 4 is not what the log says"),
    (truncate_checkpoint, "the checkpoint: "),
    (lose_a_row, "row 3 is missing"),
    (put_in_quarantine, "row 3 is in quarantine"),
    (move_checkpoint, "the checkpoint is of row 9, which does not exist"),
    (lambda document: write(document, b"nonsense"), "row 5: "),
]


def test_compacting_leaves_nothing_to_replay_and_is_done_once(document: Document) -> None:
    assert run("compact") == (True, f"{document.pk}: 4 rows\n")
    assert Checkpoint.objects.get().seq == 4
    assert run("compact") == (True, "")
    write(document, hello(4))
    other = documents.create(document.owner)
    assert run("compact", document.pk) == (True, f"{document.pk}: 1 rows\n")
    assert not Checkpoint.objects.filter(document=other).exists()


def test_a_document_that_cannot_be_compacted_is_named(document: Document) -> None:
    write(document, b"nonsense")
    content, said = run("compact")
    assert not content
    assert f"{document.pk}: not compacted" in said


def test_sound_documents_are_found_sound(document: Document) -> None:
    documents.create(document.owner)
    assert run("verify_documents") == (True, "2 documents are as they should be.\n")
    run("compact")
    write(document, hello(4))
    assert run("verify_documents") == (True, "2 documents are as they should be.\n")


@pytest.mark.parametrize(("spoil", "fault"), FAULTS, ids=[fault for _, fault in FAULTS])
def test_every_fault_is_reported(
    document: Document, spoil: Callable[[Document], None], fault: str
) -> None:
    documents.create(document.owner)
    spoil(document)
    content, said = run("verify_documents")
    assert not content
    assert f"{document.pk}: {fault}" in said
    assert re.search(r"1 of 2 documents have faults\.$", said)


def test_an_unknown_document_is_a_fault(document: Document) -> None:
    content, said = run("verify_documents", "00000000-0000-0000-0000-000000000000")
    assert not content
    assert "there is no such document" in said
