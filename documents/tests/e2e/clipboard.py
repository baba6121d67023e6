"""Copying and pasting, with what the browser would hold in its clipboard."""

from collections.abc import Mapping

from documents.tests.e2e.writing import Writer

_PASTE = """(text, [contents, files]) => {
    const clipboardData = new DataTransfer();
    for (const [type, data] of Object.entries(contents)) clipboardData.setData(type, data);
    for (const [name, type, bytes] of files)
        clipboardData.items.add(new File([new Uint8Array(bytes)], name, {type}));
    const event = {clipboardData, bubbles: true, cancelable: true};
    text.dispatchEvent(new ClipboardEvent("paste", event));
}"""

_COPY = """(text, type) => {
    const clipboardData = new DataTransfer();
    text.dispatchEvent(new ClipboardEvent("copy", {clipboardData, bubbles: true}));
    return clipboardData.getData(type);
}"""


async def paste(
    writer: Writer, contents: Mapping[str, str], *files: tuple[str, str, bytes]
) -> None:
    """Paste contents by type, and files by name, type and bytes."""
    held = [(name, kind, list(data)) for name, kind, data in files]
    await writer.text.evaluate(_PASTE, [contents, held])


async def copied(writer: Writer, kind: str) -> str:
    """Copy the selection; returns what the clipboard then holds of a type."""
    held: str = await writer.text.evaluate(_COPY, kind)
    return held
