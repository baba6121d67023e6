/** Images and files in the editor. */
import { Extension } from "@tiptap/core";
import { keymap } from "@tiptap/pm/keymap";
import { NodeSelection, Plugin, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import type { Awareness } from "y-protocols/awareness";
import { hasWords } from "./adopt";
import { FileView } from "./fileView";
import { ImageView } from "./imageView";
import { insertFiles, mediaKey, settle } from "./insert";
import { KEYS } from "./keys";
import type { FileLimit } from "./refusals";
import { Uploads } from "./uploads";

export function media(awareness: Awareness, limit?: FileLimit) {
  return Extension.create({
    name: "media",
    // In front of the keys and the clipboard of text.
    priority: 200,
    addProseMirrorPlugins: () => [mediaPlugin(awareness, limit), keymap(KEYS)],
  });
}

function mediaPlugin(awareness: Awareness, limit?: FileLimit) {
  const uploads = new Uploads(awareness, limit);
  return new Plugin({
    key: mediaKey,
    state: { init: () => uploads, apply: (_, value) => value },
    view: (view) => {
      const stop = uploads.listen(() => settle(view));
      const endGuard = keepFilesOnPage();
      return {
        destroy: () => {
          stop();
          endGuard();
          uploads.destroy();
        },
      };
    },
    props: {
      nodeViews: {
        image: (node, view, getPos) => new ImageView(node, view, getPos),
        file: (node, view, getPos) => new FileView(node, view, getPos),
      },
      handlePaste: (view, { clipboardData }) => {
        const files = [...(clipboardData?.files ?? [])];
        if (files.length === 0 || hasWords(clipboardData?.getData("text/html") ?? "")) return false;
        insertFiles(view, files);
        return true;
      },
      handleDrop: (view, event, _, moved) => {
        const files = [...(event.dataTransfer?.files ?? [])];
        if (moved || files.length === 0) return false;
        event.preventDefault();
        const there = view.posAtCoords({ left: event.clientX, top: event.clientY });
        insertFiles(view, files, there?.pos);
        return true;
      },
      handleKeyDown: writeIntoCaption,
    },
  });
}

/** What is typed at a selected image is its caption; it would take the image's place. */
function writeIntoCaption(view: EditorView, event: KeyboardEvent): boolean {
  const { selection, tr } = view.state;
  const isTyped = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!isTyped || !(selection instanceof NodeSelection)) return false;
  if (selection.node.type.name === "file") return true;
  if (selection.node.type.name !== "image") return false;
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, selection.to - 1)));
  return false;
}

/** A file dropped beside the text would take the place of the page. */
function keepFilesOnPage(): () => void {
  const keep = (event: DragEvent) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  };
  for (const name of ["dragover", "drop"] as const) window.addEventListener(name, keep);
  return () => {
    for (const name of ["dragover", "drop"] as const) window.removeEventListener(name, keep);
  };
}
