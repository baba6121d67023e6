/** What pasting does besides putting a slice in: it depends on where, and from which program. */
import { Fragment, type Schema, Slice } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { setShape } from "../commands/blocks";
import { setLink } from "../commands/links";
import { writesFormula } from "../drawn/pieces";
import { attrsOf, isBlock, isCode, shapeOf } from "../schema/kinds";
import { languageNamed } from "../schema/languages";
import { completeUrl } from "../schema/urls";

export function paste(view: EditorView, event: ClipboardEvent, slice: Slice): boolean {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const code = codeOfEditor(view.state.schema, event, text);
  return (
    pasteIntoCode(view, text) ||
    pasteAddress(view, text) ||
    pasteBlocks(view, code ?? slice) ||
    (code !== null && insert(view, view.state.tr, code))
  );
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
function codeOfEditor(schema: Schema, event: ClipboardEvent, text: string): Slice | null {
  const mode = modeOf(event);
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

function modeOf({ clipboardData }: ClipboardEvent): string | null {
  const data = clipboardData?.getData("vscode-editor-data");
  return data ? (/"mode":"([\w+#-]+)"/.exec(data)?.[1] ?? null) : null;
}
