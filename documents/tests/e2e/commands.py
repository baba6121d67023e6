"""What people do at an editor, one line each, for a test that has them do anything at all."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from random import Random
from typing import NamedTuple

from playwright.async_api import Error, Locator

from documents.tests.e2e.writing import Writer
from documents.tests.imaging.pictures import picture

Act = Callable[[Writer, Random], Awaitable[None]]

WORDS = ["ash", "birch", "cedar", "elm", "fir", "hazel", "larch", "maple", "oak", "pine", "yew"]
TOP, BOTTOM = 130, 760
"""Of the window, what neither the bars at the top nor the chips at the bottom cover."""
PATIENCE_MS = 1000
"""For what the server is asked for over a line that may be broken."""

_PASTE = """(text, [type, content]) => {
    const data = new DataTransfer();
    data.setData(type, content);
    const event = {clipboardData: data, bubbles: true, cancelable: true};
    text.dispatchEvent(new ClipboardEvent("paste", event));
}"""

_PASTE_FILE = """(text, [bytes, name, type]) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], name, {type}));
    const event = {clipboardData: data, bubbles: true, cancelable: true};
    text.dispatchEvent(new ClipboardEvent("paste", event));
}"""

HTML = [
    "<p>plain</p><p><b>bold</b> and <a href='https://example.org/'>a link</a></p>",
    "<h2>Title</h2><ul><li>one<ul><li>below one</li></ul></li><li>two</li></ul><hr><p>end</p>",
    "<ol><li>first<li>second</ol><blockquote><p>said</p></blockquote><pre><code>x = 1</code></pre>",
    "<table><tr><td>a<td>b<tr><td>c<td>d</table>",
    "<span style='font-weight:700'>inline</span> <i>words</i><script>alert(1)</script>",
]


class Command(NamedTuple):
    """Something to do, `weight` times as often as the rarest."""

    name: str
    weight: int
    act: Act


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
        await writer.text.evaluate(_PASTE, [kind, random.choice(contents)])

    return act


def pasted_file(data: bytes, name: str, kind: str) -> Act:
    """Paste a file, which is then uploaded."""

    async def act(writer: Writer, _: Random) -> None:
        await writer.text.evaluate(_PASTE_FILE, [list(data), name, kind])

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


# fmt: off
COMMANDS = [
    Command("type", 60, typed(behind=" ")),
    Command("type over", 6, selected(typed())),
    Command("split", 16, keys("Enter")),
    Command("break the line", 3, keys("Shift+Enter")),
    Command("delete back", 10, repeated("Backspace", 5)),
    Command("delete on", 6, repeated("Delete", 5)),
    Command("delete a word", 4, keys("Control+Backspace")),
    Command("delete what is selected", 5, selected(keys("Backspace"))),
    Command("delete blocks", 2, keys("Shift+ArrowDown", "Shift+ArrowDown", "Delete")),
    Command("delete everything", 1, keys("Control+a", "Backspace")),
    Command("undo", 16, repeated("Control+z", 4)),
    Command("redo", 8, repeated("Control+Shift+z", 3)),
    Command("bold", 4, selected(keys("Control+b"))),
    Command("italic", 3, selected(keys("Control+i"))),
    Command("underline", 2, selected(keys("Control+u"))),
    Command("code", 3, selected(keys("Control+e"))),
    Command("strike", 2, selected(keys("Control+Shift+s"))),
    Command("highlight", 2, selected(keys("Control+Shift+h"))),
    Command("raise", 2, selected(keys("Control+."))),
    Command("lower", 2, selected(keys("Control+,"))),
    Command("clear formats", 3, selected(keys("Control+\\"))),
    Command("colour", 3, selected(menu("Colours"))),
    Command("other format", 2, selected(menu("More formats"))),
    Command("link", 3, link),
    Command("address", 2, typed(" www.example.org/", " ")),
    Command("markdown bold", 3, typed("**", "**")),
    Command("markdown code", 3, typed("`", "`")),
    Command("paragraph", 3, keys("Control+Alt+0")),
    Command("heading", 4, keys("Control+Alt+2")),
    Command("numbered", 4, keys("Control+Shift+7")),
    Command("bulleted", 4, keys("Control+Shift+8")),
    Command("task", 4, keys("Control+Shift+9")),
    Command("centre", 2, keys("Control+Shift+e")),
    Command("kind", 4, menu("Kind of text")),
    Command("alignment", 2, menu("Alignment")),
    Command("new heading", 3, line("## ")),
    Command("new list", 4, line("- ")),
    Command("new numbers", 3, line("1. ")),
    Command("new task", 3, line("[ ] ")),
    Command("new quote", 2, line("> ")),
    Command("new callout", 3, line("[!tip] ")),
    Command("new code", 3, line("```", "\nx = 1")),
    Command("new coloured code", 2, line("```python ", "\nx = 1")),
    Command("rule", 3, line("---")),
    Command("indent", 8, keys("Tab")),
    Command("outdent", 6, keys("Shift+Tab")),
    Command("set blocks in", 3, slash("more indent", "less indent")),
    Command("tick by key", 3, keys("Control+Enter")),
    Command("tick", 2, tick),
    Command("move up", 5, keys("Control+Alt+ArrowUp")),
    Command("move down", 5, keys("Control+Alt+ArrowDown")),
    Command("duplicate", 3, keys("Control+d")),
    Command("drag", 5, drag),
    Command("handle", 4, use_handle),
    Command("slash", 8, slash("heading", "quote", "note", "code block", "task", "rule")),
    Command("slash anything", 8, slash_anything),
    Command("formula", 3, keys("Control+Shift+m", "x", "^", "2", "Escape")),
    Command("typed formula", 2, typed("$", "$ ")),
    Command("formula block", 2, slash("formula block")),
    Command("diagram", 1, slash("diagram")),
    Command("slash delete", 2, slash("delete")),
    Command("paste text", 3, pasted("text/plain", "some\nlines\n\nof text", "one line")),
    Command("paste HTML", 6, pasted("text/html", *HTML)),
    Command("copy and paste", 4, selected(keys("Control+c", "ArrowRight", "Control+v"))),
    Command("cut and paste", 4, selected(keys("Control+x", "ArrowDown", "Control+v"))),
    Command("replace all", 1, replace_all),
    Command("new table", 3, slash("table")),
    Command("fill cells", 8, in_table(fill_cells)),
    Command("select cells", 3, in_table(keys("Shift+ArrowRight", "Shift+ArrowDown", "Delete"))),
    Command("move a row", 2, in_table(keys("Control+Alt+Shift+ArrowDown"))),
    Command("move a column", 2, in_table(keys("Control+Alt+Shift+ArrowRight"))),
    Command("use a table", 8, in_table(use_table)),
    Command("image", 2, pasted_file(picture(), "me.png", "image/png")),
    Command("file", 1, pasted_file(b"plan", "plan.txt", "text/plain")),
    Command("new section", 3, line(">> ")),
    Command("fold", 5, fold),
    Command("mention", 3, chosen("@a", "Mention")),
    Command("date", 2, chosen("@tomorrow", "Mention")),
    Command("emoji", 2, typed(" :tada: ")),
    Command("go elsewhere", 20, click),
    Command("go up", 8, repeated("ArrowUp", 6)),
    Command("go down", 8, repeated("ArrowDown", 6)),
    Command("go to the start", 3, keys("Control+Home")),
    Command("go to the end", 4, keys("Control+End")),
]
# fmt: on


async def do_anything(writer: Writer, random: Random) -> str:
    """Do one of these and come back to the text; returns its name."""
    (command,) = random.choices(COMMANDS, [command.weight for command in COMMANDS])
    await command.act(writer, random)
    if not await writer.text.evaluate("text => text === document.activeElement"):
        await keys("Escape")(writer, random)
        await writer.text.focus()
    return command.name
