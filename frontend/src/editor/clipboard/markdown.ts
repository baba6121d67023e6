/** Markdown on the clipboard: pasted as what it means, and put beside what is copied. */
import type { Fragment, Slice } from "@tiptap/pm/model";
import { TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { yUndoPluginKey } from "@tiptap/y-tiptap";
import { isMarkdown } from "../markdown/judge";
import { loadMarkdown, markdownNow } from "../markdown/load";
import { isBlock, shapeOf } from "../schema/kinds";

export const MARKDOWN = "text/markdown";

/** Whether a clipboard holds markdown, and nothing beside it that says more. */
export function holdsMarkdown(data: DataTransfer, slice: Slice): boolean {
  const text = data.getData("text/plain");
  if (!isSaidByText(data, slice)) return false;
  const isNamed =
    data.getData(MARKDOWN) !== "" || /"mode":"markdown"/.test(data.getData("vscode-editor-data"));
  return text !== "" && (isNamed || isMarkdown(text));
}

/** Whether its HTML, if there is any, is paragraphs without formats. */
function isSaidByText(data: DataTransfer, slice: Slice): boolean {
  if (data.getData("text/html") === "" || data.getData("vscode-editor-data") !== "") return true;
  let isPlain = true;
  slice.content.descendants((node) => {
    const isParagraph = isBlock(node) && shapeOf(node.attrs).kind === "paragraph";
    const isText = node.isText && node.marks.every(({ type }) => type.name === "link");
    isPlain &&= isParagraph || isText;
  });
  return isPlain;
}

/** Makes of the text just pasted, from `from` to the cursor, what it means. Undone, it is text again. */
export function structure(view: EditorView, from: number, text: string): void {
  const { doc, selection } = view.state;
  const convert = ({ readMarkdown }: Awaited<ReturnType<typeof loadMarkdown>>) => {
    if (view.isDestroyed || view.state.doc !== doc) return;
    const { tr } = view.state;
    // What it was pasted over may have been no text: then it stands in blocks of its own.
    const [start, end] = [tr.doc.resolve(from), tr.doc.resolve(selection.to)];
    tr.setSelection(TextSelection.between(start, end)).deleteSelection();
    asOneStep(view, () => {
      view.dispatch(tr);
      view.pasteHTML(readMarkdown(text), new Event("paste") as ClipboardEvent);
    });
  };
  const engine = markdownNow();
  if (engine) convert(engine);
  else void loadMarkdown().then(convert, () => {});
}

/** Has changes be one step to undo, also where half a second passes between them. */
function asOneStep({ state }: EditorView, change: () => void): void {
  const undoManager = yUndoPluginKey.getState(state)?.undoManager;
  if (!undoManager) throw new Error("Nothing can be undone here");
  const { captureTimeout } = undoManager;
  undoManager.stopCapturing();
  undoManager.captureTimeout = Number.POSITIVE_INFINITY;
  try {
    change();
  } finally {
    undoManager.captureTimeout = captureTimeout;
  }
}

/** What of a slice is written as markdown: of a part of one block, only the words. */
export function contentOf({ content, openStart }: Slice): Fragment {
  const only = content.childCount === 1 ? content.firstChild : null;
  return only?.inlineContent && openStart > 0 ? only.content : content;
}

/** Puts markdown on the clipboard with whatever is copied or cut, behind ProseMirror's own handlers. */
export function copyMarkdownToo(view: EditorView, copied: () => Slice | null) {
  const write = ({ clipboardData, defaultPrevented }: ClipboardEvent) => {
    const slice = copied();
    const engine = markdownNow();
    if (!defaultPrevented || !slice || !engine) return;
    clipboardData?.setData(MARKDOWN, engine.writeMarkdown(contentOf(slice)));
  };
  view.dom.addEventListener("copy", write);
  view.dom.addEventListener("cut", write);
  return {
    destroy: () => {
      view.dom.removeEventListener("copy", write);
      view.dom.removeEventListener("cut", write);
    },
  };
}
