"""A letter is on the page before the editor has taken it into the document."""

from documents.tests.e2e.writing import Writers
from documents.tests.harness.people import Person

KEYS = [*"words", "x", "Enter", *"yz", "Backspace", "Shift+ArrowLeft", "Control+b", *"qr"]
KEYS += ["s", "Enter", "t", "Space", "Shift+Enter", "u"]

_NOTE_FRAMES = """() => {
    window.frames_ = [];
    let sent = 0;
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (message) {
        sent++;
        send.call(this, message);
    };
    const text = document.querySelector(".ProseMirror");
    const state = document.querySelector("#save-state");
    text.addEventListener("beforeinput", () => {
        sent = 0;
        requestAnimationFrame(() => {
            const shown = text.textContent.replace(/\u2060.*\u2060/, "").trim();
            frames_.push([shown, sent, state.dataset.state]);
        });
    }, {capture: true});
}"""

# All in one task, as before a frame.
_WRITE_AND_DELETE = """() => {
    const text = document.querySelector(".ProseMirror");
    const [first, second] = text.children;
    const tell = {bubbles: true, cancelable: true};
    const letter = {...tell, inputType: "insertText", data: "r"};
    text.dispatchEvent(new InputEvent("beforeinput", letter));
    document.execCommand("insertText", false, "r");
    getSelection().setBaseAndExtent(first.firstChild, 3, second.firstChild, 2);
    text.dispatchEvent(new KeyboardEvent("keydown", {...tell, key: "Backspace", keyCode: 8}));
}"""


async def test_a_letter_is_shown_before_it_is_sent_and_never_called_saved(
    alice: Person, bob: Person, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    writer, other = await writers.together(alice, bob, document)
    await writer.type("words")
    await other.shows("words")
    await writer.saved()
    await writer.page.evaluate(_NOTE_FRAMES)
    await writer.type("abc", pause=150)
    await other.shows("wordsabc")
    assert await writer.page.evaluate("frames_") == [
        ["wordsa", 0, "saving"],
        ["wordsab", 0, "saving"],
        ["wordsabc", 0, "saving"],
    ]
    await writer.saved()


async def test_keys_do_the_same_whether_a_frame_comes_between_them_or_not(
    alice: Person, writers: Writers
) -> None:
    found = []
    for held in (0, 60):
        writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
        for key in KEYS:
            await writer.page.keyboard.press(key, delay=held)
        await writer.saved()
        found.append(await writer.blocks())
    assert found[0] == found[1]
    assert [block.text for block in found[0]] == ["wordsx", "qrs", "t \nu"]


async def test_a_selection_that_is_moved_in_the_frame_of_a_letter_stays(
    alice: Person, writers: Writers
) -> None:
    writer = await writers.open(f"{alice.web.url}/d/{alice.new_document()}/", alice)
    await writer.type("a line\n# cleve")
    await writer.saved()
    await writer.page.evaluate(_WRITE_AND_DELETE)
    await writer.shows("a lever")
