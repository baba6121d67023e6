/** Copy and paste: real HTML on the clipboard, flat blocks in the document. */
import { Extension } from "@tiptap/core";
import { DOMParser, type ParseOptions, Slice } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import { COLORED_MARKS } from "./colors";
import { flatten } from "./flatten";
import { linkAddresses } from "./links";
import { paste } from "./paste";
import { readText } from "./readText";
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
          clipboardTextParser: readText,
          handlePaste: paste,
          transformPasted: (slice) =>
            new Slice(linkAddresses(slice.content, schema), slice.openStart, slice.openEnd),
        },
      }),
    ];
  },
});
