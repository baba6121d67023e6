/** Shows a letter before it is taken into the document, so that nobody waits for what that costs. */
import { Extension } from "@tiptap/core";
import { Mark } from "@tiptap/pm/model";
import { type EditorState, Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import type { XmlFragment } from "yjs";
import { afterFrame } from "../../collab/afterFrame";
import { readCursor } from "../collaboration/readCursor";
import { isChromiumOnDesk } from "../view/chromium";

/** A page that is not shown has no frames. */
const LONGEST_MS = 250;

/** Nothing comes of these but themselves: shortcuts and typography begin or end with signs. */
const PLAIN = /^[\p{L}\p{N} ]$/u;
const IN_WORDS = /[\p{L}\p{N} ]$/u;

/** A part of ProseMirror's view: while `flushingSoon` is a timer, it reads nothing from the page. */
interface DOMObserver {
  flushingSoon: number;
  forceFlush(): void;
}

/**
 * Browsers write a letter into the page by themselves. The editor would read it there, take it into
 * the document and send it off before the browser may draw it; it can as well do so behind that
 * frame (adr/0013).
 */
export function letterFirst({ doc }: XmlFragment, onLetter: (isWaiting: boolean) => void) {
  return Extension.create({
    name: "letterFirst",
    // Whatever else has to do with the key comes before.
    priority: 1,

    addProseMirrorPlugins() {
      // A plugin's view is made anew whenever a plugin comes or goes.
      let letter: Letter | null = null;
      const beforeinput = (view: EditorView, event: InputEvent): boolean => {
        if (letter && isPlain(event) && isInWords(view.state)) letter.wait();
        return false;
      };
      return [
        new Plugin({
          props: { handleDOMEvents: { beforeinput } },
          view: (view) => {
            // In the midst of a transaction it would become part of that.
            const isBusy = () => Boolean(doc?._transaction);
            if (isChromiumOnDesk()) letter ??= new Letter(view, isBusy, onLetter);
            return {};
          },
        }),
      ];
    },
  });
}

function isPlain({ inputType, data, isComposing }: InputEvent): boolean {
  return inputType === "insertText" && !isComposing && PLAIN.test(data ?? "");
}

/** Whether the browser's letter is the one that the editor will draw: with the format of those before it. */
function isInWords({ selection: { empty, $from }, storedMarks }: EditorState): boolean {
  const before = $from.nodeBefore;
  if (!empty || storedMarks || !before?.isText) return false;
  return IN_WORDS.test(before.text ?? "") && Mark.sameSet(before.marks, $from.marks());
}

/** ProseMirror asks for the state at every event, if only to find that nobody listens to this one. */
function isLettingGo(): boolean {
  return window.event?.type === "keyup";
}

/** A letter that stands on the page and is not in the document yet. */
class Letter {
  private timer: number | null = null;
  private block: Element | null = null;
  private readonly observer: DOMObserver;

  constructor(
    private readonly view: EditorView,
    isBusy: () => boolean,
    private readonly onLetter: (isWaiting: boolean) => void,
  ) {
    this.observer = (view as unknown as { domObserver: DOMObserver }).domObserver;
    let { state } = view;
    // Whoever asks for the state has it with all that has been written: nothing is done to one
    // that lacks what is on the page.
    Object.defineProperty(view, "state", {
      get: () => {
        if (!isBusy() && !isLettingGo()) this.takeIn();
        return state;
      },
      set: (next: EditorState) => {
        state = next;
      },
    });
    // So has who asks for the cursor (readCursor.ts).
    document.addEventListener(
      "selectionchange",
      ({ isTrusted }) => {
        if (!isTrusted) this.takeIn();
      },
      { capture: true },
    );
  }

  wait(): void {
    this.block = this.blockOf(document.getSelection()?.focusNode);
    this.timer = window.setTimeout(this.takeIn, LONGEST_MS);
    this.observer.flushingSoon = this.timer;
    afterFrame(this.takeIn);
    this.onLetter(true);
  }

  private readonly takeIn = (): void => {
    if (this.timer === null) return;
    const { timer } = this;
    this.timer = null;
    clearTimeout(timer);
    if (this.observer.flushingSoon === timer) this.read();
    this.onLetter(false);
  };

  /** ProseMirror looks for the cursor beside what was written, and would put it back there. */
  private read(): void {
    const selection = document.getSelection();
    const { anchorNode, anchorOffset = 0, focusNode, focusOffset = 0 } = selection ?? {};
    this.observer.forceFlush();
    const ends = [anchorNode, focusNode].map((node) => this.blockOf(node));
    if (!anchorNode || !focusNode || !ends.every(Boolean)) return;
    if (ends.every((block) => block === this.block)) return;
    selection?.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
    readCursor();
  }

  /** The block of the text in which this stands, if it still does. */
  private blockOf(node: globalThis.Node | null | undefined): Element | null {
    let block = node ?? null;
    while (block && block.parentNode !== this.view.dom) block = block.parentNode;
    return block instanceof Element ? block : null;
  }
}
