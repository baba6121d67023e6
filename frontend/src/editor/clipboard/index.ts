/** Copy and paste: real HTML on the clipboard, flat blocks in the document. */
import { Extension } from "@tiptap/core";
import {
  DOMParser,
  Fragment,
  type Node,
  type ParseOptions,
  type Schema,
  Slice,
} from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { setShape } from "../commands/blocks";
import { setLink } from "../commands/links";
import { writesFormula } from "../drawn/pieces";
import { isBlock, isCode, shapeOf } from "../schema/kinds";
import { ADDRESS, completeUrl } from "../schema/urls";
import { COLORED_MARKS } from "./colors";
import { flatten } from "./flatten";
import { ListSerializer, plainText } from "./serialize";
import { withoutStyles } from "./styles";

class FlatParser extends DOMParser {
  override parseSlice(dom: globalThis.Node, options: ParseOptions = {}): Slice {
    if (dom instanceof HTMLElement) flatten(dom, options.preserveWhitespace === true);
    return super.parseSlice(dom, { ...options, preserveWhitespace: "full" });
  }
}

export const Clipboard = Extension.create({
  name: "clipboard",

  addProseMirrorPlugins() {
    const { schema } = this.editor;
    return [
      new Plugin({
        props: {
          clipboardParser: new FlatParser(schema, DOMParser.fromSchema(schema).rules),
          clipboardSerializer: new ListSerializer(ListSerializer.nodesFromSchema(schema), {
            ...ListSerializer.marksFromSchema(schema),
            ...COLORED_MARKS,
          }),
          clipboardTextSerializer: plainText,
          transformPastedHTML: withoutStyles,
          handlePaste: paste,
          transformPasted: (slice) =>
            new Slice(linkAddresses(slice.content, schema), slice.openStart, slice.openEnd),
        },
      }),
    ];
  },
});

function paste(view: EditorView, event: ClipboardEvent, slice: Slice): boolean {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  return pasteIntoCode(view, text) || pasteAddress(view, text) || pasteBlocks(view, slice);
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
  setShape(tr, $from.before(), shapeOf(first.attrs)).replaceSelection(slice);
  view.dispatch(tr.scrollIntoView().setMeta("paste", true).setMeta("uiEvent", "paste"));
  return true;
}

/** Addresses in pasted text become links. */
function linkAddresses(content: Fragment, schema: Schema): Fragment {
  const nodes: Node[] = [];
  content.forEach((node) => {
    if (node.isText) nodes.push(...linkText(node, schema));
    else if (isCode(node)) nodes.push(node);
    else nodes.push(node.copy(linkAddresses(node.content, schema)));
  });
  return Fragment.from(nodes);
}

function linkText(node: Node, schema: Schema): Node[] {
  const text = node.text ?? "";
  const { link, math } = schema.marks;
  if (!link || link.isInSet(node.marks) || math?.isInSet(node.marks)) return [node];
  const pieces: Node[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const href = completeUrl(match[0]);
    if (!href) continue;
    if (match.index > end) pieces.push(node.cut(end, match.index));
    end = match.index + match[0].length;
    pieces.push(node.cut(match.index, end).mark(link.create({ href }).addToSet(node.marks)));
  }
  if (end < text.length) pieces.push(node.cut(end));
  return pieces;
}
