"""Tables as a page to read: as the editor draws them, and whatever else may be in them."""

import json
import random
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from documents.core.reading import page, render
from documents.core.reading.tree import Node, Part
from documents.tests.core.reading.markup import Tag, outline, parsed

VECTORS = Path(__file__).parents[2] / "vectors"
TABLES = json.loads((VECTORS / "tables.json").read_text())


def node_of(json_node: Mapping[str, Any]) -> Node:
    """A node as the editor writes it, as a replica reads it."""
    content: list[Part] = [
        (child["text"], {}) if child["type"] == "text" else node_of(child)
        for child in json_node.get("content", ())
    ]
    attributes = {k: v for k, v in json_node.get("attrs", {}).items() if v is not None}
    return Node(json_node["type"], attributes, content)


def block(text: str, **attributes: object) -> Node:
    return Node("block", attributes, [(text, {})] if text else [])


def cell(*content: Part, **attributes: object) -> Node:
    return Node("cell", attributes, [*content])


def row(*cells: Part) -> Node:
    return Node("row", {}, [*cells])


def table(*rows: Part, **attributes: object) -> Node:
    return Node("table", attributes, [*rows])


def named(name: str, tags: Tag) -> list[Tag]:
    return [tag for tag in tags if tag.name == name]


def cells_of(line: Tag) -> list[Tag]:
    return [tag for tag in line if tag.name in ("td", "th")]


@pytest.mark.parametrize("drawing", TABLES, ids=lambda d: json.dumps(d["rows"])[:100])
def test_a_table_is_drawn_as_the_editor_draws_it(drawing: dict[str, Any]) -> None:
    root = parsed(render([node_of(drawing["node"])]))
    (drawn,) = named("table", root)
    assert drawn.attributes == drawing["table"]
    (box,) = (tag for tag in root if tag.attributes.get("class") == "table")
    assert box.attributes == {"class": "table", **drawing["box"]}
    assert [col.attributes["width"] for col in named("col", root)] == drawing["widths"]
    # What is beyond the last column that there can be is drawn, and takes no slot.
    rows = [
        [{"tag": tag.name, **tag.attributes} for tag in cells_of(line)]
        for line in named("tr", root)
    ]
    for found, expected in zip(rows, drawing["rows"], strict=True):
        assert found[: len(expected)] == expected
        assert all(
            extra == {"tag": "td", "class": "cell blocks"} for extra in found[len(expected) :]
        )


def test_cells_hold_blocks_and_lists() -> None:
    found = outline(
        parsed(
            render(
                [
                    table(
                        row(
                            cell(block("a", kind="bullet"), block("b", kind="bullet", indent=1)),
                            cell(block("c", kind="heading"), block("d")),
                            cell(),
                        )
                    )
                ]
            )
        )
    )
    cells = "td(ul(li(p(a) ul(li(p(b)))))) td(h1(c) p(d)) td"
    assert found == f"root(div(table(tbody(tr({cells})))))"


def test_a_cell_holds_sections_of_its_own() -> None:
    toggle = block("a", kind="toggle")
    content = [table(row(cell(toggle, block("b", indent=1), block("c")), cell(toggle)))]
    cells = "td(details(summary(a) p(b)) p(c)) td(details(summary(a)))"
    assert outline(parsed(render(content))) == f"root(div(table(tbody(tr({cells})))))"


def test_numbers_begin_anew_in_each_cell_and_behind_the_table() -> None:
    item = block("x", kind="ordered")
    root = parsed(render([item, table(row(cell(item), cell(item, item))), item]))
    assert all("start" not in tag.attributes for tag in named("ol", root))
    assert [len(named("li", tag)) for tag in named("ol", root)] == [1, 1, 2, 1]


def test_a_table_in_a_cell_leaves_its_blocks() -> None:
    inner = table(row(cell(block("a")), cell(block("b"))))
    found = outline(parsed(render([table(row(cell(inner)))])))
    assert found == "root(div(table(tbody(tr(td(p(a) p(b)))))))"


def test_what_has_no_place_in_a_table_has_a_cell_of_its_own() -> None:
    found = outline(
        parsed(render([table(("loose", {}), row(block("a"), cell(block("b"))), block("c"))]))
    )
    rows = "tr(td(p(loose))) tr(td(p(a)) td(p(b))) tr(td(p(c)))"
    assert found == f"root(div(table(tbody({rows}))))"


def test_rows_and_cells_outside_of_tables_leave_their_blocks() -> None:
    assert outline(parsed(render([row(cell(block("a"))), cell(block("b"))]))) == "root(p(a) p(b))"


def test_hostile_spans_cost_nothing() -> None:
    rows = [row(*(cell(colspan=10**9, rowspan=10**9) for _ in range(20))) for _ in range(1500)]
    start = time.process_time()
    render([table(*rows, headerColumn=True)])
    assert time.process_time() - start < 5


def test_a_table_ends_where_there_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "MAX_BLOCKS", 5)
    html = render([table(*(row(cell(block(str(i)))) for i in range(9)))])
    assert "goes on" in html
    assert [tag.text for tag in named("td", parsed(html))][:2] == ["0", "1"]
    assert len(named("td", parsed(html))) < 5
    html = render([table(*(row(cell()) for _ in range(9)))])
    assert len(named("td", parsed(html))) < 9


def test_random_tables_are_drawn_with_all_their_words() -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    for _ in range(300):
        words: list[str] = []
        html = render([_random_part(chance, 0, words) for _ in range(chance.randrange(4))])
        assert parsed(html).text == "".join(words)


ODD: list[object] = [None, True, -1, 2, 3.0, 1e300, float("nan"), "2", "", b"x", [], {}]


def _random_part(chance: random.Random, depth: int, words: list[str]) -> Part:
    if depth > 0 and (depth > 6 or chance.random() < 0.3):
        words.append(chance.choice(["a", "<td>", "&amp;", "\n", "ü𝄞", "]]>"]))
        return words[-1], {}
    names = ["table", "row", "cell", "block", "wrapper"]
    likely = {0: "table", 1: "row", 2: "cell", 3: "block"}.get(depth, "block")
    name = chance.choice(names) if chance.random() < 0.2 else likely
    keys = ["colspan", "rowspan", "width", "background", "headerRow", "headerColumn", "kind"]
    attributes = {key: chance.choice(ODD) for key in chance.sample(keys, 3)}
    parts = [_random_part(chance, depth + 1, words) for _ in range(chance.randrange(4))]
    return Node(name, attributes, parts)
