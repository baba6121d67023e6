"""How people do something at an editor, at a place or with a content that chance has chosen."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from random import Random

from playwright.async_api import Error, Locator

from documents.tests.e2e.clipboard import paste
from documents.tests.e2e.writing import Writer

Act = Callable[[Writer, Random], Awaitable[None]]

WORDS = ["ash", "birch", "cedar", "elm", "fir", "hazel", "larch", "maple", "oak", "pine", "yew"]
TOP, BOTTOM = 130, 760
"""Of the window, what neither the bars at the top nor the chips at the bottom cover."""
PATIENCE_MS = 1000
"""For what the server is asked for over a line that may be broken."""


def keys(*pressed: str) -> Act:
    """Press these keys."""

    async def act(writer: Writer, _: Random) -> None:
        for key in pressed:
            await writer.page.keyboard.press(key)

    return act


def repeated(key: str, most: int) -> Act:
    """Press a key up to so many times."""

    async def act(writer: Writer, random: Random) -> None:
        for _ in range(random.randint(1, most)):
            await writer.page.keyboard.press(key)

    return act


def typed(before: str = "", behind: str = "") -> Act:
    """Type some words, between these."""

    async def act(writer: Writer, random: Random) -> None:
        words = " ".join(random.choices(WORDS, k=random.randint(1, 3)))
        await writer.type(f"{before}{words}{behind}")

    return act


def line(before: str, behind: str = "") -> Act:
    """Type some words as a new block."""

    async def act(writer: Writer, random: Random) -> None:
        await keys("End", "Enter")(writer, random)
        await typed(before, behind)(writer, random)

    return act


def selected(act: Act) -> Act:
    """The same, with something selected."""

    async def first_select(writer: Writer, random: Random) -> None:
        key = random.choice(["ArrowLeft", "Control+ArrowLeft", "ArrowDown", "ArrowUp", "Home"])
        await repeated(f"Shift+{key}", 3)(writer, random)
        await act(writer, random)

    return first_select


def slash(*labels: str) -> Act:
    """Ask for one of these in the slash menu."""

    async def act(writer: Writer, random: Random) -> None:
        await writer.type(f" /{random.choice(labels)}")
        await writer.page.keyboard.press("Enter")

    return act


async def slash_anything(writer: Writer, random: Random) -> None:
    """Choose whatever the slash menu has."""
    await writer.type(" /")
    for _ in range(random.randrange(40)):
        await writer.page.keyboard.press("ArrowDown")
    await keys("Enter")(writer, random)


def menu(button: str) -> Act:
    """Choose anything from one of the toolbar's menus."""

    async def act(writer: Writer, random: Random) -> None:
        await press(writer.toolbar.get_by_role("button", name=button))
        await choose(writer.page.get_by_role("menu", name=button), random)

    return act


def pasted(kind: str, *contents: str) -> Act:
    """Paste one of these, as from another program."""

    async def act(writer: Writer, random: Random) -> None:
        await paste(writer, {kind: random.choice(contents)})

    return act


def pasted_file(data: bytes, name: str, kind: str) -> Act:
    """Paste a file, which is then uploaded."""

    async def act(writer: Writer, _: Random) -> None:
        await paste(writer, {}, (name, kind, data))

    return act


def chosen(typed: str, name: str) -> Act:
    """Ask for something behind a sign, and choose the first of what is offered, if it is soon."""

    async def act(writer: Writer, _: Random) -> None:
        await writer.type(f" {typed}")
        option = writer.page.get_by_role("listbox", name=name).get_by_role("option").first
        with suppress(Error):
            await option.wait_for(timeout=PATIENCE_MS)
            await writer.page.keyboard.press("Enter")

    return act


def in_table(act: Act) -> Act:
    """The same, in a cell of a table, if there is one in view."""

    async def first_go_there(writer: Writer, random: Random) -> None:
        cells = writer.text.locator("td, th")
        if not (count := await cells.count()):
            return
        with suppress(Error):
            box = await cells.nth(random.randrange(count)).bounding_box(timeout=PATIENCE_MS)
            if box and box["y"] > TOP and box["y"] + box["height"] < BOTTOM:
                await writer.page.mouse.click(box["x"] + 8, box["y"] + box["height"] / 2)
                await act(writer, random)

    return first_go_there


async def fill_cells(writer: Writer, random: Random) -> None:
    """Write into some cells, one after the other."""
    for _ in range(random.randint(1, 5)):
        await writer.type(random.choice(WORDS))
        await writer.page.keyboard.press(random.choice(["Tab", "Tab", "Shift+Tab"]))


async def use_table(writer: Writer, random: Random) -> None:
    """Choose anything from the menu of a table: rows, columns, cells."""
    await repeated("Shift+ArrowRight", 2)(writer, random)
    await press(writer.page.locator("#table-button"))
    await choose(writer.page.get_by_role("menu", name="Table"), random)


async def fold(writer: Writer, random: Random) -> None:
    """Open or close a section."""
    buttons = writer.text.locator(".toggle-button")
    if count := await buttons.count():
        await press(buttons.nth(random.randrange(count)))


async def click(writer: Writer, random: Random) -> None:
    """Click anywhere into the text; sometimes that selects up to there."""
    if await writer.text.bounding_box() is None:
        return
    keyboard, mouse = writer.page.keyboard, writer.page.mouse
    if selects := random.random() < 0.2:
        await keyboard.down("Shift")
    await mouse.click(*await anywhere(writer, random), click_count=random.choice([1, 1, 1, 2]))
    if selects:
        await keyboard.up("Shift")


async def drag(writer: Writer, random: Random) -> None:
    """Take a block by its handle and put it somewhere else."""
    mouse = writer.page.mouse
    await mouse.move(*await anywhere(writer, random))
    box = await handle_of(writer).bounding_box()
    if box is None:
        return
    await mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    await mouse.down()
    await mouse.move(*await anywhere(writer, random), steps=3)
    await mouse.up()


async def use_handle(writer: Writer, random: Random) -> None:
    """Choose anything from the menu of a block."""
    await writer.page.mouse.move(*await anywhere(writer, random))
    await press(handle_of(writer))
    await choose(writer.page.get_by_role("menu", name="Block", exact=True), random)


async def tick(writer: Writer, random: Random) -> None:
    """Click the box of a task."""
    boxes = writer.text.get_by_role("checkbox")
    if count := await boxes.count():
        await press(boxes.nth(random.randrange(count)))


async def link(writer: Writer, random: Random) -> None:
    """Make a link of the selected words."""
    await keys("Shift+Control+ArrowLeft", "Control+k")(writer, random)
    await writer.type("example.org/x")
    await keys("Enter")(writer, random)


async def replace_all(writer: Writer, random: Random) -> None:
    """Replace a word wherever it stands."""
    await keys("Control+h")(writer, random)
    bar = writer.page.get_by_role("search", name="Find in the document")
    for field in ("Find", "Replace by"):
        await bar.get_by_role("textbox", name=field).fill(random.choice(WORDS))
    await press(bar.get_by_role("button", name="All"))
    await keys("Escape")(writer, random)


async def anywhere(writer: Writer, random: Random) -> tuple[float, float]:
    """A point of the window where text is."""
    box = await writer.text.bounding_box()
    assert box is not None
    top, bottom = max(box["y"], TOP), min(box["y"] + box["height"], BOTTOM)
    x = box["x"] + random.uniform(0, 1) * box["width"]
    return x, random.uniform(top, max(top + 1, bottom))


def handle_of(writer: Writer) -> Locator:
    """The handle beside a block."""
    return writer.page.get_by_role("button", name="Block", exact=True)


async def choose(opened: Locator, random: Random) -> None:
    """Press one of the items of a menu."""
    items = opened.locator("[role^=menuitem]")
    if count := await items.count():
        await press(items.nth(random.randrange(count)))


async def press(button: Locator) -> None:
    """Press what can be seen; what others do may have taken it away."""
    if await button.is_visible() and await button.is_enabled():
        await button.dispatch_event("click")
