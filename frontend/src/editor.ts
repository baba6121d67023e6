/** Entry of the editor page: puts the session, the editor and the page around it together. */
import "./styles/editor/editor.css";
import type { Editor } from "@tiptap/core";
import type { Facts } from "./collab/saveState";
import { Session } from "./collab/session";
import { readCursor } from "./editor/collaboration/readCursor";
import { keepSteady } from "./editor/collaboration/steady";
import { showCounts } from "./editor/counts/counts";
import { bindPreview } from "./editor/drawn/preview";
import { createEditor, focusStart } from "./editor/editor";
import { FindBar } from "./editor/find/bar";
import { watchFindKeys } from "./editor/find/keys";
import { bindHandle } from "./editor/handle/handle";
import { prepareMarkdown } from "./editor/markdown/load";
import { bindBubble } from "./editor/menus/bubble";
import { bindQuestionList } from "./editor/menus/questionList";
import { Outline } from "./editor/outline/outline";
import { bindPanel } from "./editor/outline/panel";
import { ROOT } from "./editor/schema";
import { isKnown } from "./editor/schema/known";
import { SCHEMA_VERSION } from "./editor/schema/version";
import { bindTables } from "./editor/tables/handles";
import { bindDateForm } from "./editor/tokens/dateForm";
import { bindLinkForm } from "./editor/toolbar/linkForm";
import { bindToolbar } from "./editor/toolbar/toolbar";
import { bindVideoForm } from "./editor/toolbar/videoForm";
import { keepDocument } from "./offline/keeper";
import { watchAccess } from "./page/access";
import { closedSections } from "./page/closedSections";
import { tellComings } from "./page/comings";
import { Company } from "./page/company";
import { element, readConfig, socketUrl } from "./page/config";
import { copyMarkdown } from "./page/copyMarkdown";
import { EarlyKeys } from "./page/earlyKeys";
import { hintAtEdges } from "./page/edges";
import { bindFocusMode } from "./page/focus";
import { followPeople } from "./page/follow";
import { showMacKeys } from "./page/macKeys";
import { bindMentionCards } from "./page/mentionCard/bind";
import { lookUp } from "./page/mentions";
import { bindMenu } from "./page/menu";
import { Mode } from "./page/mode";
import { showPeople } from "./page/people";
import { printTitle } from "./page/print";
import { bindSavePanel } from "./page/savePanel";
import { showShortcuts, watchShortcutsKey } from "./page/shortcuts/sheet";
import { showSaveState } from "./page/status";
import { takeOver } from "./page/takeover";
import { editTitle } from "./page/title";
import { watchUpgrade } from "./page/upgrade";
import { followKeyboard } from "./page/viewport";

const config = readConfig();
const writable = config.role !== "view";
let editor: Editor | null = null;

const onState = showSaveState();
const mode = new Mode(config.cacheKey);
const onAccess = watchAccess(writable, mode, (editable) => {
  if (editor && editor.isEditable !== editable) editor.setEditable(editable, false);
});
const onPanel = bindSavePanel(
  () => session.details,
  () => session.reconnect(),
);
const title = editTitle(config.urls.title, () => (editor ? focusStart(editor) : earlyKeys.begin()));
const keeper = keepDocument(config, title, () => session.details.pending.count > 0);
const onUpgrade = watchUpgrade(() => location.reload());
const onFacts = (facts: Facts) => {
  onState(facts);
  onPanel(facts);
  onConnection(facts.connected);
  onUpgrade(facts);
  keeper.onFacts(facts);
  onAccess(facts);
};

const earlyKeys = new EarlyKeys(element("text"));
const session = new Session({
  documentId: config.documentId,
  url: socketUrl(config.socketPath),
  cacheKey: config.cacheKey,
  user: config.user,
  writable,
  schema: SCHEMA_VERSION,
  isKnown: (doc) => isKnown(doc.getXmlFragment(ROOT)),
  onFacts,
  onContent: open,
  onTitle: title.hear,
  onMeeting: async (meeting) => {
    const { showConflicts } = await import("./page/conflicts/show");
    if (editor) showConflicts(editor, meeting, company);
  },
  onMessage: readCursor,
});
const company = new Company(session.awareness);
const onConnection = tellComings(company);
showPeople(company, followPeople(company));
hintAtEdges(company);
followKeyboard();
for (const part of ["editor-bar", "toolbar", "bubble", "find", "page-menu"])
  showMacKeys(element(part));
printTitle();
watchShortcutsKey();
const toggleFocus = bindFocusMode();

const outlinePanel = bindPanel(element("outline"), [element("outline-button")]);

function open(): void {
  if (editor) return;
  const mount = element("text");
  const [made, isInUse] = takeOver(mount, () =>
    createEditor({
      element: mount,
      fragment: session.doc.getXmlFragment(ROOT),
      awareness: session.awareness,
      editable: writable && !document.body.classList.contains("is-readonly"),
      label: "Text of the document",
      lookUp: (query) => lookUp(config.urls.mentions, query),
      closed: closedSections(config.cacheKey),
      fileLimit: config.fileLimit,
    }),
  );
  editor = made;
  keeper.opened();
  earlyKeys.handTo(editor);
  keepSteady(editor);
  const toolbar = element("toolbar");
  const editLink = bindLinkForm(element("link-form") as HTMLFormElement, editor);
  bindVideoForm(element("video-form") as HTMLFormElement, editor);
  bindToolbar({ toolbar, editor, editLink });
  bindBubble({ bubble: element("bubble"), toolbar, editor, editLink, nameKeys: showMacKeys });
  bindQuestionList(editor, showMacKeys);
  bindTables(element("table-button"), editor, showMacKeys);
  bindPreview(editor);
  bindDateForm(editor);
  bindMentionCards(editor, company, config.user.id);
  bindHandle(editor, showMacKeys);
  const find = new FindBar(element("find") as HTMLFormElement, editor);
  watchFindKeys(find);
  new Outline(element("outline"), editor, outlinePanel.closeDrawer);
  showCounts(editor);
  prepareMarkdown();
  bindMenu({
    find: () => find.open(false),
    outline: outlinePanel.toggle,
    counts: () => element("counts").showPopover(),
    "copy-markdown": () => editor && void copyMarkdown(editor),
    print: () => window.print(),
    mode: mode.toggle,
    focus: () => {
      toggleFocus();
      made.view.focus();
    },
    shortcuts: showShortcuts,
  });
  if (editor.isEditable && !isInUse && matchMedia("(pointer: fine)").matches) focusStart(editor);
}
