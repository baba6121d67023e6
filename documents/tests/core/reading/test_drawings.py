"""What the server draws of each block is what the editor draws."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from csp.constants import SELF
from django.conf import settings

from documents.core.reading import render
from documents.core.reading.links import safe_url
from documents.core.reading.marks import MARKS
from documents.core.reading.tree import Node
from documents.core.reading.videos import FRAME_ORIGINS, provider_of
from documents.tests.core.reading.markup import Tag, parsed

VECTORS = Path(__file__).parents[2] / "vectors"
DRAWINGS = json.loads((VECTORS / "drawings.json").read_text())
ADDRESSES = json.loads((VECTORS / "addresses.json").read_text())
VIDEOS = json.loads((VECTORS / "videos.json").read_text())
SCHEMA = json.loads((VECTORS / "schema.json").read_text())

# What only an editor, or only a page without one, has use for.
ASIDE = {"data-block", "spellcheck", "class", "open", "id"}


def node_of(json_node: Mapping[str, Any]) -> Node:
    """A node as the editor writes it, as a replica reads it."""
    attributes = {k: v for k, v in json_node.get("attrs", {}).items() if v is not None}
    runs = [
        (run["text"], {mark["type"]: mark.get("attrs", {}) for mark in run.get("marks", ())})
        for run in json_node.get("content", ())
    ]
    return Node(json_node["type"], attributes, [*runs])


def facts(root: Tag) -> tuple[set[tuple[str, str | None]], set[str]]:
    """The attributes of a block's elements, and which elements they are."""
    tags = [tag for tag in root if tag.name not in ("br", "label", "input")]
    attributes = {pair for tag in tags for pair in tag.attributes.items() if pair[0] not in ASIDE}
    return attributes, {tag.name for tag in tags}


def is_checked(root: Tag) -> bool:
    return any("checked" in tag.attributes for tag in root if tag.name == "input")


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda d: json.dumps(d["node"])[:120])
def test_a_block_is_drawn_as_the_editor_draws_it(drawing: dict[str, Any]) -> None:
    ours, theirs = parsed(render([node_of(drawing["node"])])), parsed(drawing["block"])
    line = next(tag for tag in ours if "data-block" in tag.attributes)
    # The editor, too, ends what is empty or ends in a line break with one.
    if line.children and isinstance(last := line.children[-1], Tag) and last.name == "br":
        line.children.pop()
    if "data-video" not in line.attributes:
        assert line.children == parsed(drawing["text"]).children
    else:
        assert line.text == parsed(drawing["block"]).text
    # A task's text, and an item's, stand in one element more, which is a line of its own.
    # A section is an element of its own, in which its toggle is the summary.
    inner = {"div", "p", "span", "details", "summary"}
    (attributes, tags), (their_attributes, their_tags) = facts(ours), facts(theirs)
    assert attributes == their_attributes
    assert tags - inner == their_tags - inner
    assert is_checked(ours) == is_checked(theirs)


@pytest.mark.parametrize("video", VIDEOS, ids=lambda v: repr(v["address"]))
def test_a_video_is_known_as_in_the_editor(video: dict[str, Any]) -> None:
    assert provider_of(video["address"]) == video["provider"]


def test_frames_may_come_from_us_and_from_where_videos_are_shown_and_from_nowhere_else() -> None:
    frames = [video["frame"] for video in VIDEOS if video["provider"]]
    assert {"/".join(frame.split("/")[:3]) for frame in frames} == set(FRAME_ORIGINS)
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert policy["frame-src"] == [SELF, *FRAME_ORIGINS]


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda a: repr(a["address"]))
def test_an_address_is_judged_as_in_the_editor(address: dict[str, Any]) -> None:
    assert (safe_url(address["address"]) is not None) == address["isSafe"]


def test_every_mark_is_known_in_the_order_of_the_schema() -> None:
    assert list(MARKS) == list(SCHEMA["marks"])
