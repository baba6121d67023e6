"""What Postgres holds of a document, read beside the application."""

from collections.abc import Iterator
from contextlib import contextmanager

import pycrdt

from documents.tests.e2e.writing import Block
from documents.tests.harness.cluster import Cluster


def stored_blocks(cluster: Cluster, document: str) -> list[Block]:
    """The document as its update log has it."""
    children = stored(cluster, document).children
    return [_block(child) for child in children if isinstance(child, pycrdt.XmlElement)]


def stored(cluster: Cluster, document: str) -> pycrdt.XmlFragment:
    """The rich text as the update log has it, every row applied in order."""
    with cluster.connect() as connection:
        rows = connection.execute(
            "SELECT data FROM documents_update WHERE document_id = %s ORDER BY seq", (document,)
        ).fetchall()
    replica: pycrdt.Doc[pycrdt.XmlFragment] = pycrdt.Doc()
    for (data,) in rows:
        replica.apply_update(data)
    return replica.get("default", type=pycrdt.XmlFragment)


def _block(element: pycrdt.XmlElement) -> Block:
    level = element.attributes.get("level")
    texts = (child for child in element.children if isinstance(child, pycrdt.XmlText))
    text = "".join(str(part) for child in texts for part, _ in child.diff())
    return Block(f"{element.attributes['kind']}{'' if level is None else int(level)}", text)


def head(cluster: Cluster, document: str) -> int:
    """How many rows the document's log has."""
    with cluster.connect() as connection:
        row = connection.execute(
            "SELECT head_seq FROM documents_document WHERE id = %s", (document,)
        ).fetchone()
    assert row is not None
    number: int = row[0]
    return number


@contextmanager
def commits_held(cluster: Cluster, document: str) -> Iterator[None]:
    """Nothing can be committed to the document's log until this is left."""
    with cluster.connect() as connection, connection.transaction():
        connection.execute("SELECT FROM documents_document WHERE id = %s FOR UPDATE", (document,))
        yield
