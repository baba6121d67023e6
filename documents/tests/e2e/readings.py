"""One document, read in every way there is: each as ProseMirror's JSON without what is absent."""

import json
import subprocess
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import pycrdt
from playwright.async_api import Page

from collab.embedded import frontend
from documents.tests.e2e.writing import Writer
from documents.tests.harness.cluster import Cluster

SCRIPT = Path(__file__).parents[1] / "harness" / "prosemirror.mjs"

# Each line of the server's drawing, as it is marked there. What a table of contents and a video say
# is nobody's text, and the drawing of a formula says its source once more.
_LINES = """() => [...document.querySelectorAll('.reading [data-block]')].map(line => {
    if (line.matches('[data-toc], [data-video]')) return '';
    const words = line.cloneNode(true);
    for (const drawing of words.querySelectorAll('math')) drawing.remove();
    return words.textContent;
})"""

Node = dict[str, Any]


async def shown(writer: Writer) -> list[Node]:
    """The document in somebody's editor."""
    content: Node = await writer.text.evaluate("text => text.editor.getJSON()")
    return _content(content)


def stored(cluster: Cluster, document: str) -> list[bytes]:
    """What a web process would load: the last checkpoint, and the rows behind it."""
    with cluster.connect() as connection:
        checkpoint = connection.execute(
            "SELECT seq, state FROM documents_checkpoint WHERE document_id = %s"
            " ORDER BY seq DESC LIMIT 1",
            (document,),
        ).fetchone()
        sequence, *states = checkpoint or (0,)
        rows = connection.execute(
            "SELECT data FROM documents_update WHERE document_id = %s AND seq > %s ORDER BY seq",
            (document, sequence),
        ).fetchall()
    return [*states, *(data for (data,) in rows)]


def read_with_pycrdt(updates: Sequence[bytes]) -> list[Node]:
    """Read updates as the server does."""
    replica: pycrdt.Doc[pycrdt.XmlFragment] = pycrdt.Doc()
    for update in updates:
        replica.apply_update(update)
    fragment = replica.get("default", type=pycrdt.XmlFragment)
    return [_plain(node) for child in fragment.children for node in _nodes(child)]


def read_with_yjs(updates: Sequence[bytes]) -> list[Node]:
    """Read updates in Node, with the editor's schema; fails when the document does not fit it."""
    done = subprocess.run(
        ["node", SCRIPT],
        input=" ".join(b64encode(update).decode() for update in updates),
        capture_output=True,
        text=True,
        check=False,
        env=frontend.find_node().environment(),
    )
    assert done.returncode == 0, done.stderr
    read = json.loads(done.stdout)
    assert not read["wrote"], "the binding threw away what does not fit the schema"
    return _content(read["content"])


async def drawn(page: Page) -> list[str]:
    """The lines that the server has drawn, on a page that runs no scripts."""
    lines: list[str] = await page.evaluate(_LINES)
    return lines


def lines(nodes: Sequence[Node]) -> list[str]:
    """The text of every block, in order; what is no block has none."""
    found = []
    for node in nodes:
        inner = node.get("content", [])
        if node["type"] in {"table", "row", "cell"}:
            found += lines(inner)  # none, if others have deleted all that was in it
        else:
            found.append("".join(part["text"] for part in inner))
    return found


def _nodes(part: object) -> Iterator[Node]:
    if isinstance(part, pycrdt.XmlElement):
        content = [node for child in part.children for node in _nodes(child)]
        plain = {"kind": "paragraph"} if part.tag == "block" else {}
        attributes = cast(Iterable[tuple[str, Any]], part.attributes)
        yield {"type": part.tag, "attrs": plain | dict(attributes), "content": content}
    elif isinstance(part, pycrdt.XmlText):
        for text, formats in part.diff():
            marks = [
                {"type": name.partition("--")[0], "attrs": attrs}
                for name, attrs in (formats or {}).items()
            ]
            yield {"type": "text", "text": text, "marks": marks}


def _content(document: Node) -> list[Node]:
    content: list[Node] = _plain(document)["content"]
    return content


def _plain(node: Node) -> Node:
    """The node without absent attributes, its marks in one order, equal texts joined."""
    plain: Node = {"type": node["type"], "attrs": _present(node.get("attrs"))}
    if "text" in node:
        marks = [
            {"type": mark["type"], "attrs": _present(mark.get("attrs"))}
            for mark in node.get("marks", [])
        ]
        marks.sort(key=lambda mark: json.dumps(mark, sort_keys=True))
        return {**plain, "text": node["text"], "marks": marks}
    content: list[Node] = []
    plain["content"] = content
    for child in map(_plain, node.get("content", [])):
        last: Node = content[-1] if content else {}
        if "text" in child and last.get("marks") == child["marks"]:
            last["text"] += child["text"]
        else:
            content.append(child)
    return plain


def _present(attrs: Mapping[str, object] | None) -> dict[str, object]:
    return {name: value for name, value in (attrs or {}).items() if value is not None}
