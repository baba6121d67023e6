/** Has blocks drawn in groups, so that what a key costs the browser does not grow with the document. */
import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import styles from "../../styles/editor/groups.css?inline";
import { MARK } from "../input/cursorBlock";
import { FOLDED } from "../sections/folds";
import { groupBoxes } from "./boxes";
import { isChromiumOnDesk } from "./chromium";
import { isLong, regroup } from "./regroup";

/**
 * A browser looks at all boxes that stand side by side whenever it lays out, finds what is in view,
 * or what is under the pointer. Thousands of blocks stand side by side, and must, since ProseMirror
 * draws a document so. Slots of a shadow tree gather them in fewer boxes, of which it knows nothing
 * (adr/0012).
 */
export const Groups = Extension.create({
  name: "groups",
  // Before others measure what is new.
  priority: 1000,

  addProseMirrorPlugins() {
    // A plugin's view is made anew whenever a plugin comes or goes, and a shadow tree stays.
    let grouping: Grouping | null = null;
    return [
      new Plugin({
        view: ({ dom }) => {
          // Elsewhere each block is drawn by itself: that one can write across slots is not known there.
          if (isChromiumOnDesk()) grouping ??= new Grouping(dom);
          return { update: () => grouping?.follow() };
        },
      }),
    ];
  },
});

interface Group {
  box: HTMLElement;
  slot: HTMLSlotElement;
  blocks: Slottable[];
}

type Slottable = Element | Text;

class Grouping {
  private groups: Group[] = [];
  private readonly groupOf = new WeakMap<Node, Group>();
  private readonly root: ShadowRoot;
  private readonly observer = new MutationObserver((records) => this.take(records));

  constructor(private readonly dom: HTMLElement) {
    this.root = dom.attachShadow({ mode: "closed", slotAssignment: "manual" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    this.root.adoptedStyleSheets = [sheet];
    this.observer.observe(dom, { childList: true, subtree: true, attributeFilter: ["class"] });
    this.regroup();
  }

  /** Takes in what has just been drawn. */
  follow(): void {
    this.take(this.observer.takeRecords());
  }

  private take(records: MutationRecord[]): void {
    const hasMoved = records.some(
      ({ type, target }) => type === "childList" && target === this.dom,
    );
    if (hasMoved) this.regroup();
    const changed = records.map(({ type, target }) => type === "attributes" && target);
    for (const group of new Set(changed.map((block) => block && this.groupOf.get(block)))) {
      if (group) look(group);
    }
  }

  private regroup(): void {
    const starts = new Set(this.groups.flatMap(({ blocks }) => blocks.slice(0, 1)));
    const left = new Set(this.groups);
    const children = this.dom.childNodes as NodeListOf<Slottable>;
    this.groups = regroup(children, starts, mayStart).map((blocks) => this.gather(blocks, left));
    for (const { box } of left) box.remove();
    let place = this.root.firstElementChild;
    for (const { box } of this.groups) {
      if (box === place) place = box.nextElementSibling;
      else this.root.insertBefore(box, place);
    }
  }

  /** Blocks go on in the box in which the first of them were: browsers know its height. */
  private gather(blocks: Slottable[], left: Set<Group>): Group {
    const known = blocks.map((block) => this.groupOf.get(block));
    const group = known.find((each) => each && left.has(each)) ?? newGroup();
    left.delete(group);
    const isSame =
      blocks.length === group.blocks.length &&
      blocks.every((block, i) => block === group.blocks[i]);
    if (isSame) return group;
    group.blocks = blocks;
    group.slot.assign(...blocks);
    for (const block of blocks) {
      this.groupOf.set(block, group);
      if (block instanceof Element) groupBoxes.set(block, group.box);
    }
    look(group);
    return group;
  }
}

function newGroup(): Group {
  const box = document.createElement("div");
  box.className = "group";
  const slot = box.appendChild(document.createElement("slot"));
  return { box, slot, blocks: [] };
}

/**
 * A group begins a line of its own, whose numbers are not counted on from above and whose margin is
 * not shared: what bounds a group bounds these, too.
 */
export function mayStart(block: Slottable): boolean {
  return (
    block instanceof HTMLElement && /^(P|H[1-4])$/.test(block.tagName) && !block.dataset.indent
  );
}

/** Tells the group what of its blocks can be seen. */
function look({ box, blocks }: Group): void {
  const has = (name: string) => (block: Slottable) =>
    block instanceof Element && block.classList.contains(name);
  const shown = blocks.length - blocks.filter(has(FOLDED)).length;
  box.classList.toggle("is-folded", shown === 0);
  box.classList.toggle("is-long", isLong(blocks));
  box.classList.toggle("has-cursor", blocks.some(has(MARK)));
  // Until it has been in view, from the guess for a block in text.css.
  box.style.containIntrinsicBlockSize = `auto ${3.5 * shown}rem`;
}
