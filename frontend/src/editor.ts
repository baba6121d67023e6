/** Entry of the editor page: puts the session, the editor and the page around it together. */
import "./styles/editor/editor.css";
import type { Editor } from "@tiptap/core";
import type { Facts } from "./collab/saveState";
import { Session } from "./collab/session";
import { readCursor } from "./editor/collaboration/readCursor";
import { keepSteady } from "./editor/collaboration/steady";
import { createEditor, focusStart } from "./editor/editor";
import { bindPanel } from "./editor/outline/panel";
import { ROOT } from "./editor/schema";
import { isKnown } from "./editor/schema/known";
import { SCHEMA_VERSION } from "./editor/schema/version";
import { bindLinkForm } from "./editor/toolbar/linkForm";
import { bindToolbar } from "./editor/toolbar/toolbar";
import { keepDocument } from "./offline/keeper";
import { watchAccess } from "./page/access";
import { closedSections } from "./page/closedSections";
import { tellComings } from "./page/comings";
import { Company } from "./page/company";
import { element, readConfig, socketUrl } from "./page/config";
import { loadConflicts } from "./page/conflicts/load";
import { EarlyKeys } from "./page/earlyKeys";
import { followPeople } from "./page/follow";
import { showMacKeys } from "./page/macKeys";
import { lookUp } from "./page/mentions";
import { Mode } from "./page/mode";
import { showPeople } from "./page/people";
import { printAddresses, printTitle } from "./page/print";
import { bindSavePanel } from "./page/savePanel";
import { showSaveState } from "./page/status";
import { takeOver } from "./page/takeover";
import { editTitle } from "./page/title";
import { watchUpgrade } from "./page/upgrade";
import { followKeyboard } from "./page/viewport";
import { showNotice } from "./site/notice";
import type { Page } from "./tools";

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
    const { showConflicts } = await loadConflicts();
    if (editor) showConflicts(editor, meeting, company);
  },
  onMessage: readCursor,
});
const company = new Company(session.awareness);
const onConnection = tellComings(company);
showPeople(company, followPeople(company));
followKeyboard();
for (const part of ["editor-bar", "toolbar", "bubble", "find", "page-menu"])
  showMacKeys(element(part));
printTitle();
printAddresses();

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
      lookUp: (query) => lookUp(config.urls.mentions, query, company.others),
      closed: closedSections(config.cacheKey),
      fileLimit: config.fileLimit,
      onLetter: (isWaiting) => session.letter(isWaiting),
    }),
  );
  editor = made;
  keeper.opened();
  earlyKeys.handTo(editor);
  keepSteady(editor);
  const editLink = bindLinkForm(element("link-form") as HTMLFormElement, editor);
  bindToolbar({ toolbar: element("toolbar"), editor, editLink });
  if (editor.isEditable && !isInUse && matchMedia("(pointer: fine)").matches) focusStart(editor);
  void bringTools({ editor, company, mode, outline: outlinePanel, me: config.user.id, editLink });
}

async function bringTools(page: Page): Promise<void> {
  try {
    const { bindTools } = await import("./tools");
    bindTools(page);
    document.body.dataset.tools = "here";
  } catch (error) {
    showNotice("Menus and search could not be loaded. Reload the page to have them.");
    throw error;
  }
}
