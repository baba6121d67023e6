/** What pasting does besides putting a slice in: it depends on where, and from which program. */
import { Fragment, type Schema, Slice } from "@tiptap/pm/model";
import { Selection, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { setShape } from "../commands/blocks";
import { setLink } from "../commands/links";
import { writesFormula } from "../drawn/pieces";
import { attrsOf, isBlock, isCode, shapeOf } from "../schema/kinds";
import { languageNamed } from "../schema/languages";
import { completeUrl } from "../schema/urls";
import { pasteVideo } from "../video/video";
import { holdsMarkdown, structure } from "./markdown";
import { readText } from "./readText";
import { setIn } from "./setIn";

/** @param isPlain whether the text is wanted as it stands */
export function paste(
  view: EditorView,
  data: DataTransfer | null | undefined,
  pasted: Slice,
  isPlain: boolean,
): boolean {
  const slice = setIn(pasted, view.state);
  const text = data?.getData("text/plain") ?? "";
  if (pasteIntoCode(view, text)) return true;
  if (!isPlain && pasteVideo(view, text)) return true;
  if (pasteAddress(view, text)) return true;
  if (data && !isPlain && holdsMarkdown(data, slice)) return pasteMarkdown(view, text);
  const code = data ? codeOfEditor(view.state.schema, data, text) : null;
  const isOurs = code !== null || slice !== pasted;
  return pasteBlocks(view, code ?? slice) || (isOurs && insert(view, view.state.tr, code ?? slice));
}

/** What comes from other programs is dropped as it is pasted. */
export function drop(view: EditorView, event: DragEvent, slice: Slice): boolean {
  const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
  if (view.dragging || !event.dataTransfer || event.dataTransfer.files.length > 0 || !at) {
    return false;
  }
  const { tr } = view.state;
  view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(at.pos))));
  view.focus();
  return paste(view, event.dataTransfer, slice, false);
}

/** First as text, to which undoing leads back. */
function pasteMarkdown(view: EditorView, text: string): boolean {
  const { from, $from } = view.state.selection;
  insert(view, view.state.tr, setIn(readText(text, $from), view.state));
  structure(view, from, text);
  return true;
}

/** Code and formulas take the text as it stands. */
function pasteIntoCode(view: EditorView, text: string): boolean {
  const isFormula = writesFormula(view.state);
  if ((!isFormula && !isCode(view.state.selection.$from.parent)) || text === "") return false;
  const lines = text.replace(/\r\n?/g, "\n");
  const words = isFormula ? lines.trim().replaceAll("\n", " ") : lines;
  view.dispatch(view.state.tr.insertText(words).scrollIntoView());
  return true;
}

/** An address pasted over words links them. */
function pasteAddress(view: EditorView, text: string): boolean {
  const { empty, from, to, $from } = view.state.selection;
  const href =
    /^\S+$/.test(text.trim()) && /^(https?:|mailto:|www\.)/.test(text) && completeUrl(text);
  if (empty || !href || !$from.sameParent(view.state.selection.$to)) return false;
  return setLink({ from, to }, href)(view.state, view.dispatch);
}

/** An empty paragraph becomes what is pasted into it, kind and all. */
function pasteBlocks(view: EditorView, slice: Slice): boolean {
  const { $from, empty } = view.state.selection;
  const first = slice.content.firstChild;
  const target = $from.parent;
  if (!empty || !first || !isBlock(first) || !isBlock(target) || target.content.size > 0)
    return false;
  if (shapeOf(target.attrs).kind !== "paragraph") return false;
  const { tr } = view.state;
  return insert(view, setShape(tr, $from.before(), shapeOf(first.attrs)), slice);
}

function insert(view: EditorView, tr: Transaction, slice: Slice): boolean {
  tr.replaceSelection(slice).scrollIntoView();
  view.dispatch(tr.setMeta("paste", true).setMeta("uiEvent", "paste"));
  return true;
}

/** Code from VS Code, which names its language beside it; a piece of a line is code among words. */
function codeOfEditor(schema: Schema, data: DataTransfer, text: string): Slice | null {
  const mode = modeOf(data);
  const { block } = schema.nodes;
  if (!mode || !block || text === "" || PROSE.has(mode)) return null;
  const code = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  if (!text.includes("\n")) {
    return new Slice(Fragment.from(schema.text(code, [schema.mark("code")])), 0, 0);
  }
  const attrs = attrsOf({ kind: "code", language: languageNamed(mode) });
  return new Slice(Fragment.from(block.create(attrs, code ? schema.text(code) : null)), 0, 0);
}

const PROSE = new Set(["markdown", "plaintext"]);

function modeOf(clipboard: DataTransfer): string | null {
  return /"mode":"([\w+#-]+)"/.exec(clipboard.getData("vscode-editor-data"))?.[1] ?? null;
}
