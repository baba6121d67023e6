/** Copy and paste: real HTML on the clipboard, flat blocks in the document. */
import { Extension } from "@tiptap/core";
import { DOMParser, type ParseOptions, type Schema, Slice } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import { showNotice } from "../../site/notice";
import { adopt } from "../media/adopt";
import { mediaKey } from "../media/insert";
import { COLORED_MARKS } from "./colors";
import { flatten } from "./flatten";
import { linkAddresses } from "./links";
import { copyMarkdownToo } from "./markdown";
import { drop, paste } from "./paste";
import { readText } from "./readText";
import { ListSerializer, plainText } from "./serialize";
import { withoutStyles } from "./styles";

const LEFT_BEHIND =
  "Images on other pages are not taken along. Copy an image by itself, or save it and drop it here.";

class FlatParser extends DOMParser {
  constructor(
    schema: Schema,
    private readonly prepare: (dom: HTMLElement) => void,
  ) {
    super(schema, DOMParser.fromSchema(schema).rules);
  }

  override parseSlice(dom: globalThis.Node, options: ParseOptions = {}): Slice {
    if (dom instanceof HTMLElement) this.prepare(dom);
    if (dom instanceof HTMLElement) flatten(dom, options.preserveWhitespace === true);
    return super.parseSlice(dom, { ...options, preserveWhitespace: "full" });
  }
}

export const Clipboard = Extension.create({
  name: "clipboard",

  addProseMirrorPlugins() {
    const { schema } = this.editor;
    // ProseMirror tells whether the text is wanted plain, and what is copied, in other calls than the
    // ones that need it.
    let isPlain = false;
    let copied: Slice | null = null;
    const adoptMedia = (dom: HTMLElement) => {
      const uploads = mediaKey.getState(this.editor.state);
      if (uploads && adopt(dom, uploads) > 0) showNotice(LEFT_BEHIND);
    };
    return [
      new Plugin({
        view: (view) => copyMarkdownToo(view, () => copied),
        props: {
          clipboardParser: new FlatParser(schema, adoptMedia),
          clipboardSerializer: new ListSerializer(ListSerializer.nodesFromSchema(schema), {
            ...ListSerializer.marksFromSchema(schema),
            ...COLORED_MARKS,
          }),
          clipboardTextSerializer: plainText,
          transformCopied: (slice) => {
            copied = slice;
            return slice;
          },
          transformPastedHTML: (html) => {
            isPlain = false;
            return withoutStyles(html);
          },
          clipboardTextParser: (text, $context, plain) => {
            isPlain = plain;
            return readText(text, $context);
          },
          handlePaste: (view, event, slice) => paste(view, event.clipboardData, slice, isPlain),
          handleDrop: drop,
          transformPasted: (slice) =>
            new Slice(linkAddresses(slice.content, schema), slice.openStart, slice.openEnd),
        },
      }),
    ];
  },
});
