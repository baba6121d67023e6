"""Two people do anything at all in one document, over bad lines, and everybody ends with the same.

`make test` always begins with the same SEED; `make soak` chooses one. It repeats a run, as far as
two browsers can be repeated; ROUNDS are how many runs there are.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from itertools import zip_longest
from random import Random

import pytest
import pytest_asyncio
from playwright.async_api import expect

from documents.tests.e2e import readings
from documents.tests.e2e.commands import do_anything
from documents.tests.e2e.writing import Writer, Writers
from documents.tests.harness.browser import Pages
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.network import Network
from documents.tests.harness.people import Person

COMMANDS = int(os.environ.get("COMMANDS", "500"))
CHANGE = 1 / 20
"""How likely the line changes after a command."""

FIRST_SEED = int(os.environ.get("SEED") or 1)
SEEDS = range(FIRST_SEED, FIRST_SEED + int(os.environ.get("ROUNDS", "1")))


@pytest_asyncio.fixture(loop_scope="session")
async def lines(cluster: Cluster) -> AsyncIterator[Sequence[Network]]:
    """A line to the web process for each of the two."""
    async with AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(
                Network.to(cluster.web(0).port, at=cluster.port(number))
            )
            for number in (-1, -2)
        ]


@pytest.mark.parametrize("seed", SEEDS)
async def test_everybody_ends_with_the_same(
    seed: int,
    cluster: Cluster,
    alice: Person,
    bob: Person,
    lines: Sequence[Network],
    writers: Writers,
    pages: Pages,
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    there = f"/d/{document}/"
    bob.get(alice.link(document))
    people = [
        await writers.open(f"{network.url}{there}", person)
        for network, person in zip(lines, (alice, bob), strict=True)
    ]
    await asyncio.gather(
        *(
            do_anything_at_all(writer, network, Random(f"{seed} {number}"))
            for number, (writer, network) in enumerate(zip(people, lines, strict=True))
        )
    )

    for network in lines:
        network.delay = 0.0
        network.mend()
    for writer in people:
        uploads = writer.text.locator(".media-progress-buttons", has_text="Cancel")
        await expect(uploads).to_have_count(0, timeout=60_000)
        await writer.reads("Saved", seconds=60)
    first, second = [await readings.shown(writer) for writer in people]
    updates = readings.stored(cluster, document)
    fresh = await writers.open(f"{alice.web.url}{there}", alice)
    await fresh.saved()
    reader = await (await pages.context(alice, scripts=False)).new_page()
    await reader.goto(f"{alice.web.url}{there}")
    for name, other in {
        "the other's editor": second,
        "what is stored": readings.read_with_pycrdt(updates),
        "a fresh yjs document": readings.read_with_yjs(updates),
        "an editor opened now": await readings.shown(fresh),
    }.items():
        same(first, other, f"{name} differs")
    same(readings.lines(first), await readings.drawn(reader), "the server's drawing differs")


def same(one: Sequence[object], other: Sequence[object], complaint: str) -> None:
    """Fail with the first place at which two readings differ."""
    for place, (left, right) in enumerate(zip_longest(one, other)):
        if left != right:
            pytest.fail(f"{complaint} at {place}:\n{left}\n{right}")


async def do_anything_at_all(writer: Writer, network: Network, random: Random) -> None:
    """One person's half of the commands, and what happens to their line meanwhile."""
    await writer.text.focus()
    for _ in range(COMMANDS // 2):
        print(writer.page.url, await do_anything(writer, random))
        if random.random() < CHANGE:
            change(network, random)


def change(network: Network, random: Random) -> None:
    """Make the line slow, break it, or mend it."""
    network.mend()
    network.delay = random.choice([0.0, 0.0, 0.05, 0.3])
    match random.randrange(4):
        case 0:
            network.drop()
        case 1:
            network.cut()
