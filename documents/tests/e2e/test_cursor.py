"""The cursor stays where its owner puts it, whatever the others do."""

import asyncio

from documents.tests.e2e.writing import Writers
from documents.tests.harness.people import Person
from documents.tests.harness.waiting import until

ROUNDS = 30

# A key that moves the cursor comes between a message and what is drawn because of it, and the
# browser tells of the move later still.
_MOVE_FIRST = """() => {
    const later = window.setTimeout;
    window.setTimeout = (run, pause, ...more) => later(() => {
        if (pause === 0) getSelection().modify("move", "backward", "lineboundary");
        run(...more);
    }, pause);
    const keepBack = event => event.isTrusted && event.stopImmediatePropagation();
    window.addEventListener("selectionchange", keepBack, {capture: true});
}"""

# The browser tells of the move behind the key.
_SELECT_AT_KEY = """() => window.addEventListener("keydown", () => {
    const [first, second] = document.querySelectorAll(".ProseMirror > *");
    getSelection().setBaseAndExtent(first.firstChild, 3, second.firstChild, 2);
}, {capture: true, once: true})"""


async def test_keys_go_by_where_the_cursor_has_just_been_moved(
    alice: Person, writers: Writers
) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    for key, left in (("Backspace", "a lever"), ("Delete", "a lever"), ("Enter", "a l\never")):
        await writer.type("a line\n# clever")
        await writer.page.evaluate(_SELECT_AT_KEY)
        await writer.press(key)
        await writer.shows(left)
        await writer.press("Control+a", "Backspace", "Backspace")


async def test_a_cursor_that_is_moved_while_somebody_types_stays_there(
    alice: Person, bob: Person, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    mover, typist = await writers.together(alice, bob, document)
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


async def test_a_cursor_that_was_just_moved_stays_there_when_somebody_elses_is_drawn(
    alice: Person, bob: Person, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    mover, other = await writers.together(alice, bob, document)
    await mover.type("some words")
    await other.shows("some words")
    await other.go_to_start()
    caret = mover.caret_of("Bob")
    # The click that began it may be drawn first, with the caret where the other is about to leave.
    await until(lambda: caret.evaluate("caret => caret.previousSibling === null"), bool)
    place = await caret.bounding_box()

    await mover.page.evaluate(_MOVE_FIRST)
    await other.go_to_end()
    await until(caret.bounding_box, lambda now: now is not None and now != place)
    await mover.type("|")

    await mover.shows("|some words")
