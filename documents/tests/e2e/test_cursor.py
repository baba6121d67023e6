"""The cursor stays where its owner puts it, whatever the others do."""

import asyncio

from documents.tests.e2e.writing import Writers
from documents.tests.harness.people import Person

ROUNDS = 30


async def test_a_cursor_that_is_moved_while_somebody_types_stays_there(
    alice: Person, bob: Person, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    mover = await writers.open(f"{alice.web.url}/d/{document}/", alice)
    typist = await writers.open(f"{alice.web.url}{alice.link(document)}", bob)
    await mover.type("|")
    await typist.shows("|")
    await typist.go_to_end()

    async def move() -> None:
        for _ in range(ROUNDS):
            await mover.press("Control+Home")
            await mover.type("a", pause=20)
            await mover.press("Control+End")
            await mover.type("z", pause=20)

    async def type_meanwhile() -> None:
        while not moving.done():
            await typist.type("b", pause=15)

    moving = asyncio.create_task(move())
    await asyncio.gather(moving, type_meanwhile())
    left, right = (await mover.words()).split("|")
    assert left == "a" * ROUNDS
    assert right.replace("b", "") == "z" * ROUNDS
