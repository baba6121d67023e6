from uuid import uuid4

from documents.core.presence import Identity
from documents.services import editing

ALICE = Identity("user-1", "Alice", "#b4442e")
BOB = Identity("user-2", "Bob", "#2468c4")


def test_names_are_those_of_the_documents_that_are_asked_for() -> None:
    document, other, quiet = uuid4(), uuid4(), uuid4()
    editing.record(document, [BOB, ALICE])
    editing.record(other, [BOB])
    assert editing.names([document, quiet], "user-3") == {document: ["Alice", "Bob"]}
    assert editing.names([document, other], "user-2") == {
        document: ["You", "Alice"],
        other: ["You"],
    }


def test_nobody_is_named_who_has_stopped() -> None:
    document = uuid4()
    editing.record(document, [ALICE])
    editing.record(document, [])
    assert editing.names([document], "user-3") == {}
