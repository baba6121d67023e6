"""What people do at an editor, one line each, for a test that has them do anything at all."""

from random import Random
from typing import NamedTuple

from documents.tests.e2e.acts import (
    Act,
    chosen,
    click,
    drag,
    fill_cells,
    fold,
    in_table,
    keys,
    line,
    link,
    menu,
    pasted,
    pasted_file,
    repeated,
    replace_all,
    selected,
    slash,
    slash_anything,
    tick,
    typed,
    use_handle,
    use_table,
)
from documents.tests.e2e.writing import Writer
from documents.tests.imaging.pictures import picture

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
