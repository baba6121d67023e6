/** Copies the selection, or the whole document, as markdown. */
import type { Editor } from "@tiptap/core";
import { contentOf } from "../editor/clipboard/markdown";
import { loadMarkdown } from "../editor/markdown/load";
import { announce } from "./announce";

export async function copyMarkdown({ state }: Editor): Promise<void> {
  const { selection, doc } = state;
  const content = selection.empty ? doc.content : contentOf(selection.content());
  try {
    const { writeMarkdown } = await loadMarkdown();
    await put(writeMarkdown(content));
    announce(selection.empty ? "Document copied as Markdown." : "Selection copied as Markdown.");
  } catch {
    announce("Could not copy.");
  }
}

/** Pages that come without encryption have no clipboard but that of a copy under way. */
async function put(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const write = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData("text/plain", text);
  };
  document.addEventListener("copy", write, { capture: true, once: true });
  if (!document.execCommand("copy")) throw new Error("the browser refuses to copy");
}
