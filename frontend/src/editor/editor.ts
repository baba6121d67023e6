/** The editor of one shared document: schema, input, clipboard and collaboration put together. */
import { Editor, Extension } from "@tiptap/core";
import { dropCursor } from "@tiptap/pm/dropcursor";
import { gapCursor } from "@tiptap/pm/gapcursor";
import { Selection } from "@tiptap/pm/state";
import type { Awareness } from "y-protocols/awareness";
import type { XmlFragment } from "yjs";
import { Clipboard } from "./clipboard";
import { Highlight } from "./code/highlight";
import { LanguageSelect } from "./code/languageSelect";
import { collaboration } from "./collaboration/binding";
import { carets } from "./collaboration/carets";
import { KeepWords } from "./collaboration/keepWords";
import { DrawnPieces } from "./drawn/drawn";
import { EMOJI } from "./emoji/asker";
import { company } from "./handle/company";
import { MoveKeys } from "./handle/keys";
import { Checkboxes } from "./input/checkboxes";
import { CursorBlock } from "./input/cursorBlock";
import { History } from "./input/history";
import { Keys } from "./input/keys";
import { letterFirst } from "./input/letterFirst";
import { LineDirection } from "./input/lineDirection";
import { placeholder } from "./input/placeholder";
import { Shortcuts } from "./input/shortcuts";
import { TypeOver } from "./input/typeOver";
import { media } from "./media/media";
import type { FileLimit } from "./media/refusals";
import { questions } from "./menus/question";
import { SLASH } from "./menus/slash";
import { SCHEMA } from "./schema";
import type { ClosedSections } from "./sections/closedSections";
import { sections } from "./sections/sections";
import { Tables } from "./tables";
import { Contents } from "./toc/toc";
import { type LookUp, mentions } from "./tokens/mentions";
import { Tokens } from "./tokens/tokens";
import { Videos } from "./video/video";
import { Groups } from "./view/groups";

export interface EditorOptions {
  element: HTMLElement | null;
  fragment: XmlFragment;
  awareness: Awareness;
  editable: boolean;
  label: string;
  /** Finds whom and what can be mentioned. */
  lookUp: LookUp;
  /** Which sections this person has closed. */
  closed: ClosedSections;
  fileLimit?: FileLimit;
  /** Is told that a letter stands on the page that is not in the document yet, and when it is. */
  onLetter?: (isWaiting: boolean) => void;
}

const Cursors = Extension.create({
  name: "cursors",
  addProseMirrorPlugins: () => [dropCursor({ class: "drop-cursor", color: false }), gapCursor()],
});

/** Room kept free around the cursor: above for the sticky bar, below for the phone's toolbar. */
const CURSOR_ROOM = { top: 120, bottom: 80, left: 8, right: 8 };

/** Makes the editor. To be called once the document is here: what is not could be written twice. */
export function createEditor({
  element,
  fragment,
  awareness,
  editable,
  label,
  lookUp,
  closed,
  fileLimit,
  onLetter = () => {},
}: EditorOptions): Editor {
  return new Editor({
    element,
    editable,
    // Tiptap would put a <style> into the page, which the page's CSP refuses.
    injectCSS: false,
    enableCoreExtensions: { keymap: false, clipboardTextSerializer: false, textDirection: false },
    enableInputRules: false,
    enablePasteRules: false,
    extensions: [
      ...SCHEMA,
      Groups,
      MoveKeys,
      Tables,
      Keys,
      Shortcuts,
      TypeOver,
      History,
      Checkboxes,
      Clipboard,
      Cursors,
      CursorBlock,
      LineDirection,
      Tokens,
      questions([SLASH, EMOJI, mentions(lookUp)]),
      placeholder("Write something, or press / for what there is…"),
      collaboration(fragment),
      sections(closed),
      Contents,
      Videos,
      KeepWords,
      Highlight,
      DrawnPieces,
      LanguageSelect,
      media(awareness, fileLimit),
      carets(awareness),
      company(awareness),
      letterFirst(fragment, onLetter),
    ],
    editorProps: {
      scrollMargin: CURSOR_ROOM,
      scrollThreshold: CURSOR_ROOM,
      attributes: {
        class: "blocks",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label,
      },
    },
  });
}

/** Puts the cursor at the start of the text, at once: the next key may be on its way already. */
export function focusStart({ state, view }: Editor): void {
  view.dispatch(state.tr.setSelection(Selection.atStart(state.doc)).scrollIntoView());
  view.focus();
}
