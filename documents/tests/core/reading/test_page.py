"""Blocks as a page to read: what belongs together, and whatever else a document may hold."""

import random

import pytest

from documents.core.reading import contents, page, render
from documents.core.reading.tree import Node, Part
from documents.tests.core.reading.markup import Tag, outline, parsed


def block(text: str, kind: object = "paragraph", **attributes: object) -> Node:
    return Node("block", {"kind": kind, **attributes}, [(text, {})] if text else [])


def drawn(*parts: Part) -> str:
    return outline(parsed(render(parts))).removeprefix("root")


def lists(html: str) -> list[Tag]:
    return [tag for tag in parsed(html) if tag.name in ("ol", "ul")]


def test_runs_of_items_are_lists_that_nest() -> None:
    found = drawn(
        block("a", "bullet"),
        block("b", "ordered", indent=1.0),
        block("c", "ordered", indent=1.0),
        block("d", "bullet"),
        block("e", "ordered"),
    )
    assert found == "(ul(li(p(a) ol(li(p(b)) li(p(c)))) li(p(d))) ol(li(p(e))))"


def test_an_item_far_below_another_says_how_far() -> None:
    nested = lists(render([block("a", "bullet"), block("b", "bullet", indent=3)]))
    assert [tag.attributes.get("data-deeper") for tag in nested] == [None, "2"]


def test_a_task_is_labelled_by_its_words_and_cannot_be_ticked() -> None:
    page_ = parsed(render([block("call Ada", "task", checked=True), block("rest", "task")]))
    labels = [tag for tag in page_ if tag.name == "label"]
    assert [label.text for label in labels] == ["call Ada", "rest"]
    boxes = [tag.attributes for tag in page_ if tag.name == "input"]
    assert boxes[0].keys() == {"type", "disabled", "checked"}
    assert boxes[1].keys() == {"type", "disabled"}


def test_quotes_in_a_row_are_one() -> None:
    found = drawn(block("a", "quote"), block("b", "quote"), block("c"), block("d", "quote"))
    assert found == "(blockquote(p(a) p(b)) p(c) blockquote(p(d)))"


@pytest.mark.parametrize(
    ("between", "starts"),
    [
        ([block("x", indent=1)], [None, "2"]),
        ([block("x", "bullet", indent=1)], [None]),
        ([block("x")], [None, None]),
        ([block("x", "bullet")], [None, None]),
        ([Node("rule")], [None, None]),
        ([block("x", "ordered", indent=1), block("y", indent=1)], [None, "2"]),
    ],
)
def test_numbers_go_on_as_in_the_editor(between: list[Node], starts: list[str | None]) -> None:
    html = render([block("1", "ordered"), *between, block("2", "ordered")])
    found = [
        tag.attributes.get("start")
        for tag in lists(html)
        if tag.name == "ol" and "data-indent" not in tag.attributes
    ]
    assert found == starts


def test_what_stands_deeper_below_a_toggle_is_in_its_section() -> None:
    found = drawn(
        block("a", "toggle"),
        block("b", indent=1),
        block("c", "toggle", indent=1),
        block("d", "bullet", indent=3),
        block("e", "quote", indent=2),
        block("f", "bullet", indent=1),
        block("g"),
        block("h", "toggle", indent=8),
        Node("rule"),
    )
    inner = "details(summary(c) ul(li(p(d))) blockquote(p(e)))"
    outer = f"details(summary(a) p(b) {inner} ul(li(p(f))))"
    assert found == f"({outer} p(g) details(summary(h)) hr)"


def test_a_list_does_not_go_on_behind_a_section() -> None:
    found = drawn(
        block("a", "bullet"), block("b", "toggle", indent=1), block("c", "bullet", indent=2)
    )
    assert found == "(ul(li(p(a))) details(summary(b) ul(li(p(c)))))"


def test_sections_in_sections_are_not_deeper_than_indents() -> None:
    html = render([block("x", "toggle", indent=n % 12) for n in range(2_000)])
    assert html.count("<details") == html.count("</details>") == 2_000


def test_a_table_of_contents_lists_the_headings_that_come_and_came() -> None:
    page_ = parsed(
        render(
            [
                block("One", "heading", level=2),
                Node("toc"),
                block(" ", "heading"),
                block("Two", "heading", level=4),
                block("More", "toggle"),
                block("Three", "heading", indent=1),
                Node("toc", {"indent": 1}),
            ]
        )
    )
    first, second = (tag for tag in page_ if tag.name == "nav")
    links = [tag for tag in first if tag.name == "a"]
    assert [link.text for link in links] == ["One", "Two", "Three"]
    assert [link.attributes["data-depth"] for link in links] == ["0", "1", "0"]
    named = {tag.attributes["id"]: tag.text for tag in page_ if "id" in tag.attributes}
    assert [named[str(link.attributes["href"])[1:]] for link in links] == ["One", "Two", "Three"]
    assert second.text == first.text


def test_tables_of_contents_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "MAX_LINKS", 5)
    html = render([Node("toc")] * 1_000 + [block("x", "heading")] * 3)
    assert html.count("<a ") == 5


def test_what_stands_for_itself_is_in_the_section_that_it_is_indented_into() -> None:
    found = drawn(block("a", "toggle"), Node("pageBreak", {"indent": 1.0}), Node("rule"))
    assert found == "(details(summary(a) div) hr)"


def test_an_empty_document_keeps_a_line_open() -> None:
    assert drawn(block("")) == "(p(br))"
    assert drawn() == ""


def test_all_text_is_text() -> None:
    words = "</p><script>alert(1)</script><!-- & &lt; \"'"
    html = render(
        [
            *(block(words, kind) for kind in ("paragraph", "heading", "task", "code", words)),
            Node(words, {words: words}, [(words, {words: {words: words}})]),
            Node("block", {}, [(words, {"link": {"href": f"https://example.org/{words}"}})]),
        ]
    )
    drawn_tags = {"a", "code", "h1", "input", "label", "li", "p", "pre", "span", "ul"}
    assert {tag.name for tag in parsed(html)} == drawn_tags
    assert parsed(html).text == words * 7


def test_a_link_that_could_run_is_no_link() -> None:
    html = render([Node("block", {}, [("tap", {"link": {"href": " java\nscript:alert(1)"}})])])
    assert "script" not in html
    assert parsed(html).text == "tap"


ODD: list[object] = [
    None,
    True,
    -1,
    7.5,
    1e300,
    float("nan"),
    float("inf"),
    10**400,
    "2",
    "",
    "x",
    b"x",
    [],
    {},
]


def test_odd_attributes_read_as_the_plain_ones() -> None:
    for odd in ODD:
        for kind in ("heading", "task", "ordered", odd):
            html = render([block("words", kind, level=odd, checked=odd, indent=odd)])
            assert parsed(html).text == "words"


def test_odd_marks_leave_their_text() -> None:
    for odd in ODD:
        runs: list[Part] = [("words", {"link": odd, "bold": odd, "unknown": odd})]
        assert parsed(render([Node("block", {}, runs)])).text == "words"


def test_what_is_not_known_leaves_its_text_in_its_place() -> None:
    inner = Node("mention", {"id": 1}, [("Ada", {})])
    found = drawn(
        ("loose", {}),
        Node("callout", {}, [block("in it", "heading"), Node("deep", {}, [("deeper", {})])]),
        Node("block", {}, [("ask ", {}), inner, (" first", {})]),
    )
    assert found == "(p(loose) h1(in it) p(deeper) p(ask Ada first))"


def test_depth_costs_nothing() -> None:
    node = Node("block", {}, [("bottom", {})])
    for level in range(100_000):
        node = Node("block" if level % 2 else "wrapper", {}, [node])
    assert parsed(render([node])).text == "bottom"


def test_half_a_character_does_not_keep_the_page_from_being_sent() -> None:
    assert render([block("a\ud800b")]).encode()


def test_what_is_too_long_ends_with_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "MAX_CHARACTERS", 10)
    html = render([block("12345"), block("67890123"), block("never")])
    assert [tag.text for tag in parsed(html)][:2] == ["12345", "67890"]
    assert "never" not in html
    assert "goes on" in html
    monkeypatch.setattr(page, "MAX_BLOCKS", 3)
    assert "goes on" in render([block("")] * 4)
    assert "goes on" not in render([block("")] * 3)


def test_random_trees_are_drawn_with_all_their_words() -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    for _ in range(300):
        words: list[str] = []
        html = render([_random_part(chance, 0, words) for _ in range(chance.randrange(8))])
        assert parsed(html).text == "".join(words)


def _random_part(chance: random.Random, depth: int, words: list[str]) -> Part:
    if depth > 0 and (depth > 4 or chance.random() < 0.5):
        words.append(chance.choice(["a", "<b>", "&amp;", "\n", "ü𝄞", "]]>"]))
        return words[-1], {chance.choice(["bold", "link", "odd", "code"]): chance.choice(ODD)}
    name = chance.choice(["block", "block", "wrapper", "doc"])
    kinds = ["paragraph", "bullet", "ordered", "task", "quote", "code", "heading", "toggle", "odd"]
    attributes = {"kind": chance.choice(kinds), "indent": chance.choice([0, 1, 2, 8, "x"])}
    parts = [_random_part(chance, depth + 1, words) for _ in range(chance.randrange(4))]
    return Node(name, attributes, parts)
