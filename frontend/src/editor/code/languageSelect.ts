/** The choice of a code block's language, shown at the block with the cursor or under the mouse. */
import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { setShape } from "../commands/blocks";
import { hasLanguage, shapeOf } from "../schema/kinds";
import { isLanguage, LANGUAGE_NAMES, LANGUAGES } from "../schema/languages";

const KEYS = "Ctrl+Alt+C";
const CODE = '[data-kind="code"]';

export const LanguageSelect = Extension.create({
  name: "languageSelect",

  addProseMirrorPlugins() {
    let choice: Choice | null = null;
    return [
      new Plugin({
        view: (view) => {
          choice = new Choice(view);
          return choice;
        },
        props: {
          handleKeyDown: (_, event) => {
            const isMine =
              (event.ctrlKey || event.metaKey) && event.altKey && event.code === "KeyC";
            return isMine && choice?.focus() === true;
          },
        },
      }),
    ];
  },
});

class Choice {
  private readonly element = document.createElement("select");
  private block: HTMLElement | null = null;
  private hovered: HTMLElement | null = null;
  // What is above may grow by itself, when it is drawn for the first time.
  private readonly growth = new ResizeObserver(() => this.block && this.show(this.block));

  constructor(private readonly view: EditorView) {
    this.element.className = "code-language";
    this.element.ariaLabel = "Language of the code";
    this.element.title = `Language of the code (${KEYS})`;
    this.element.hidden = true;
    this.element.append(new Option("Plain text", ""));
    for (const name of LANGUAGE_NAMES) this.element.append(new Option(LANGUAGES[name], name));
    this.element.addEventListener("change", () => this.choose());
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" && event.key !== "Enter") return;
      event.preventDefault();
      view.focus();
    });
    this.element.addEventListener("mouseleave", () => this.hover(null));
    view.dom.addEventListener("mouseover", this.onMouseOver);
    view.dom.addEventListener("mouseleave", this.onMouseLeave);
    view.dom.parentElement?.append(this.element);
    this.growth.observe(view.dom);
    this.update();
  }

  /** Goes to the choice, if it is shown. */
  focus(): boolean {
    if (this.element.hidden) return false;
    this.element.focus();
    return true;
  }

  update(): void {
    const { view } = this;
    const { $from } = view.state.selection;
    const atCursor = hasLanguage($from.parent) ? view.nodeDOM($from.before()) : null;
    const block = this.hovered && view.dom.contains(this.hovered) ? this.hovered : atCursor;
    this.block = view.editable && block instanceof HTMLElement ? block : null;
    if (this.block) this.show(this.block);
    else this.element.hidden = true;
  }

  destroy(): void {
    this.growth.disconnect();
    this.view.dom.removeEventListener("mouseover", this.onMouseOver);
    this.view.dom.removeEventListener("mouseleave", this.onMouseLeave);
    this.element.remove();
  }

  private show(block: HTMLElement): void {
    this.element.value = shapeOf(this.nodeAt(block).node.attrs).language ?? "";
    this.element.hidden = false;
    const frame = this.element.parentElement?.getBoundingClientRect();
    const { top, left, right } = block.getBoundingClientRect();
    if (!frame) return;
    this.element.style.top = `${top - frame.top}px`;
    // Code in a cell ends before the text does.
    const isTurned = getComputedStyle(this.element).direction === "rtl";
    const room = isTurned ? left - frame.left : frame.right - right;
    this.element.style.setProperty("--room", `${room}px`);
  }

  private nodeAt(block: HTMLElement) {
    const $pos = this.view.state.doc.resolve(this.view.posAtDOM(block, 0));
    return { node: $pos.parent, pos: $pos.before() };
  }

  private choose(): void {
    if (!this.block || !this.view.dom.contains(this.block)) return;
    const { node, pos } = this.nodeAt(this.block);
    if (!hasLanguage(node)) return;
    const { value } = this.element;
    const language = isLanguage(value) ? value : null;
    this.view.dispatch(setShape(this.view.state.tr, pos, { ...shapeOf(node.attrs), language }));
  }

  private readonly onMouseOver = ({ target }: MouseEvent) => {
    if (target instanceof Element) this.hover(target.closest<HTMLElement>(CODE));
  };

  private readonly onMouseLeave = ({ relatedTarget }: MouseEvent) => {
    if (relatedTarget !== this.element) this.hover(null);
  };

  private hover(block: HTMLElement | null): void {
    // While somebody is choosing, the choice stays where it is.
    if (block === this.hovered || document.activeElement === this.element) return;
    this.hovered = block;
    this.update();
  }
}
