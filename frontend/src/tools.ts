/** What helps to write and find one's way; it comes as soon as the text can be written in. */
import type { Editor } from "@tiptap/core";
import { showCounts } from "./editor/counts/counts";
import { bindPreview } from "./editor/drawn/preview";
import { bindEmojiPicker } from "./editor/emoji/ask";
import { FindBar } from "./editor/find/bar";
import { watchFindKeys } from "./editor/find/keys";
import { bindHandle } from "./editor/handle/handle";
import { leaveByTab } from "./editor/input/leave";
import { prepareMarkdown } from "./editor/markdown/load";
import { bindBubble } from "./editor/menus/bubble";
import { bindQuestionList } from "./editor/menus/questionList";
import { Outline } from "./editor/outline/outline";
import type { Panel } from "./editor/outline/panel";
import { bindTables } from "./editor/tables/handles";
import { bindDateForm } from "./editor/tokens/dateForm";
import { bindVideoForm } from "./editor/toolbar/videoForm";
import type { Company } from "./page/company";
import { element } from "./page/config";
import { prepareConflicts } from "./page/conflicts/load";
import { copyMarkdown } from "./page/copyMarkdown";
import { hintAtEdges } from "./page/edges";
import { bindFocusMode } from "./page/focus";
import { showMacKeys } from "./page/macKeys";
import { bindMentionCards } from "./page/mentionCard/bind";
import { bindMenu } from "./page/menu";
import type { Mode } from "./page/mode";
import { print, watchPrintKey } from "./page/printing";
import { showShortcuts, watchShortcutsKey } from "./page/shortcuts/sheet";
import { tellFormats } from "./page/tellFormats";

/** What the page has already. */
export interface Page {
  editor: Editor;
  company: Company;
  mode: Mode;
  outline: Panel;
  /** The id of whoever is at this page. */
  me: string;
  /** Opens the form for the address of the selected words. */
  editLink: () => void;
}

export function bindTools({ editor, company, mode, outline, me, editLink }: Page): void {
  const [toolbar, bubble] = [element("toolbar"), element("bubble")];
  bindBubble({ bubble, toolbar, editor, editLink, nameKeys: showMacKeys });
  bindVideoForm(element("video-form") as HTMLFormElement, editor);
  bindQuestionList(editor, showMacKeys);
  bindTables(element("table-button"), editor, showMacKeys);
  bindPreview(editor);
  bindDateForm(editor);
  bindEmojiPicker(editor);
  bindMentionCards(editor, company, me);
  bindHandle(editor, showMacKeys);
  leaveByTab(editor);
  tellFormats(editor, toolbar);
  new Outline(element("outline"), editor, outline.closeDrawer);
  showCounts(editor);
  hintAtEdges(company);
  prepareMarkdown();
  prepareConflicts();
  bindActions(editor, mode, outline.toggle);
}

/** The entries of the page's menu, and their keys. */
function bindActions(editor: Editor, mode: Mode, toggleOutline: () => void): void {
  const find = new FindBar(element("find") as HTMLFormElement, editor);
  const toggleFocus = bindFocusMode();
  watchFindKeys(find);
  watchShortcutsKey();
  watchPrintKey();
  bindMenu({
    find: () => find.open(false),
    outline: toggleOutline,
    counts: () => element("counts").showPopover(),
    "copy-markdown": () => void copyMarkdown(editor),
    print: () => void print(),
    mode: mode.toggle,
    focus: () => {
      toggleFocus();
      editor.view.focus();
    },
    shortcuts: showShortcuts,
  });
}
