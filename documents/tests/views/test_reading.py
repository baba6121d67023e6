"""The document's text is in its page, for those who may see it."""

import re
import uuid
from collections.abc import Callable, Iterator

import pycrdt
import pytest
from django.core.cache import cache
from django.test import Client

from documents.core.roles import Role
from documents.models import Document, UpdateRow, User
from documents.services import documents, links, reading
from documents.tests.cast import link_path

Browser = Callable[..., Client]
WORDS = "The words of the minutes"
HOSTILE = "</article><script>alert('text')</script>"


@pytest.fixture(autouse=True)
def end_reader() -> Iterator[None]:
    cache.clear()
    yield
    reading._reader.close()
    cache.clear()


@pytest.fixture
def written(document: Document) -> Document:
    """Alice's document, with words in it."""
    append(document, WORDS)
    return document


def append(document: Document, words: str) -> None:
    doc: pycrdt.Doc[pycrdt.XmlFragment] = pycrdt.Doc()
    block = pycrdt.XmlElement("block", {"kind": "paragraph"}, [pycrdt.XmlText(words)])
    doc.get("default", type=pycrdt.XmlFragment).children.append(block)
    document.head_seq += 1
    document.save()
    UpdateRow.objects.create(
        document=document, seq=document.head_seq, author_name="A", data=doc.get_update()
    )


def page(client: Client, document: Document) -> str:
    return client.get(f"/d/{document.pk}/").content.decode()


def test_the_owner_gets_the_text_with_the_page(
    written: Document, alice: User, browser: Browser
) -> None:
    assert WORDS in page(browser(alice), written)


def test_who_may_only_read_gets_it_too(written: Document, browser: Browser) -> None:
    client = browser()
    client.get(link_path(written, Role.VIEW))
    assert WORDS in page(client, written)


def test_nobody_else_gets_it(
    written: Document, alice: User, charlie: User, browser: Browser
) -> None:
    page(browser(alice), written)
    for client in (browser(charlie), browser()):
        answer = client.get(f"/d/{written.pk}/")
        absent = client.get(f"/d/{uuid.uuid4()}/")
        assert answer.status_code == absent.status_code == 404
        assert WORDS not in answer.content.decode()


def test_nobody_gets_it_whose_link_was_switched_off(
    written: Document, bob: User, browser: Browser
) -> None:
    client = browser(bob)
    client.get(link_path(written, Role.VIEW))
    assert WORDS in page(client, written)
    links.switch(written, None)
    assert client.get(f"/d/{written.pk}/").status_code == 404


def test_nobody_gets_what_is_in_the_trash(written: Document, alice: User, browser: Browser) -> None:
    client = browser(alice)
    page(client, written)
    documents.trash(written)
    assert client.get(f"/d/{written.pk}/").status_code == 404


def test_the_page_is_never_kept(written: Document, alice: User, browser: Browser) -> None:
    answer = browser(alice).get(f"/d/{written.pk}/")
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]


def test_text_is_never_markup(document: Document, alice: User, browser: Browser) -> None:
    append(document, HOSTILE)
    found = page(browser(alice), document)
    assert "&lt;/article&gt;&lt;script&gt;" in found
    assert HOSTILE not in found


def test_a_damaged_document_opens_with_what_is_sound(
    written: Document, alice: User, browser: Browser
) -> None:
    UpdateRow.objects.create(document=written, seq=3, author_name="A", data=b"nonsense")
    Document.objects.filter(pk=written.pk).update(head_seq=3)
    assert WORDS in page(browser(alice), written)


def test_a_document_that_cannot_be_drawn_still_opens(
    written: Document, alice: User, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "text_of", lambda _: None)
    found = page(browser(alice), written)
    assert re.search(r'id="text"\s+aria-busy="true"', found)
    assert "column-waiting" in found


def test_no_space_comes_between_blocks(written: Document, alice: User, browser: Browser) -> None:
    # The text keeps all white space, so it would be seen.
    article = re.search(r"<article[^>]*>(.*?)</article>", page(browser(alice), written), re.DOTALL)
    assert article
    assert not re.search(r">\s+<", article[0])
