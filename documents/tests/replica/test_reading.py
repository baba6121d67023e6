"""Reading a document from its log, in a worker of its own."""

from collections.abc import Iterator

import pycrdt
import pytest

from documents.core.seed import SEED_UPDATE
from documents.replica.errors import ReplicaLost
from documents.replica.process import WorkerLimits
from documents.replica.reader import Reader
from documents.replica.reading import read


class Author:
    """Somebody whose client writes whatever XML it likes."""

    def __init__(self) -> None:
        self.doc: pycrdt.Doc[pycrdt.XmlFragment] = pycrdt.Doc()
        self.fragment = self.doc.get("default", type=pycrdt.XmlFragment)

    def write(self, text: str, kind: str = "paragraph") -> pycrdt.XmlText:
        words = pycrdt.XmlText(text)
        self.fragment.children.append(pycrdt.XmlElement("block", {"kind": kind}, [words]))
        return words

    @property
    def log(self) -> list[bytes]:
        return [self.doc.get_update()]


@pytest.fixture
def author() -> Author:
    return Author()


@pytest.fixture
def reader() -> Iterator[Reader]:
    reader = Reader(WorkerLimits(cpu_seconds=5, deadline=60))
    yield reader
    reader.close()


def test_a_new_document_is_an_empty_line() -> None:
    assert read(None, [SEED_UPDATE]) == (
        '<p data-kind="paragraph" dir="auto" data-block=""><br></p>'
    )


def test_checkpoint_and_rows_are_read_together(author: Author) -> None:
    author.write("first")
    checkpoint, before = author.doc.get_update(), author.doc.get_state()
    author.write("second", "heading")
    found = read(checkpoint, [author.doc.get_update(before)])
    assert found.index("first") < found.index("second")
    assert "<h1" in found


def test_marks_are_read_also_where_there_are_two_of_a_name(author: Author) -> None:
    words = author.write("a bold word")
    words.format(2, 6, {"bold": {}})
    words.format(7, 11, {"link--ab12": {"href": "https://example.org"}})
    found = read(None, author.log)
    assert "<strong>bold</strong>" in found
    assert '<a href="https://example.org"' in found


def test_what_other_clients_may_write_is_read_as_text(author: Author) -> None:
    author.fragment.children.append(pycrdt.XmlText("loose <i>"))
    author.fragment.children.append(
        pycrdt.XmlElement("script", {"src": "x"}, [pycrdt.XmlText("alert(1)")])
    )
    author.write("javascript").format(0, 10, {"link": {"href": "javascript:alert(1)"}})
    found = read(None, author.log)
    assert "loose &lt;i&gt;" in found
    assert "alert(1)" in found
    assert "<script" not in found
    assert "href" not in found


def test_another_kind_of_root_is_an_empty_page() -> None:
    doc: pycrdt.Doc[pycrdt.Map[int]] = pycrdt.Doc()
    doc.get("default", type=pycrdt.Map)["a"] = 1
    assert read(None, [doc.get_update()]) == ""


def test_a_row_that_cannot_be_applied_is_left_out(author: Author) -> None:
    author.write("sound")
    assert "sound" in read(None, [b"\x01\x01nonsense", *author.log])


def nested(depth: int) -> list[bytes]:
    """Elements one in the other, with a word at the bottom."""
    author = Author()
    rows, known = [], author.doc.get_state()
    parent: pycrdt.XmlFragment | pycrdt.XmlElement = author.fragment
    for _ in range(depth):
        parent = parent.children.append(pycrdt.XmlElement("block"))
    assert isinstance(parent, pycrdt.XmlElement)
    parent.children.append(pycrdt.XmlText("bottom"))
    rows.append(author.doc.get_update(known))
    return rows


def test_deep_nesting_is_read(reader: Reader) -> None:
    assert "bottom" in reader.read(None, nested(2000))


def test_reading_goes_on_after_a_worker_died(reader: Reader, author: Author) -> None:
    author.write("still here")
    assert "still here" in reader.read(None, author.log)
    assert reader._process is not None
    reader._process.kill()
    reader._process.wait()
    assert "still here" in reader.read(None, author.log)


def test_what_takes_too_long_is_given_up(author: Author) -> None:
    reader = Reader(WorkerLimits(cpu_seconds=0.03, deadline=60))
    for _ in range(3000):
        author.write("many words " * 20)
    try:
        with pytest.raises(ReplicaLost):
            reader.read(None, author.log * 100)
        assert "data-block" in reader.read(None, [SEED_UPDATE])
    finally:
        reader.close()


def test_formulas_are_drawn_in_the_worker(reader: Reader, author: Author) -> None:
    author.write("so x^2 is").format(3, 6, {"math": {}})
    author.write(r"\frac{a}{b}", "math")
    found = reader.read(None, author.log)
    assert "<msup><mi>x</mi><mn>2</mn></msup></math></span> is" in found
    assert '<math display="block"><mfrac>' in found
