/** Colours code whose language is known. Only the blocks that have changed are read again. */
import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import { isBlock, isCode, shapeOf } from "../schema/kinds";
import type { Language } from "../schema/languages";
import { changeBetween, mapThrough } from "../view/changed";

type Engine = typeof import("./engine");
type Tokens = ReturnType<Engine["tokensOf"]>;

/** Characters; what is longer is read in the next pause, so that typing in it stays quick. */
const QUICK_LENGTH = 1_500;
const PAUSE_MS = 300;

/** What is longer still stays plain. */
const MAX_LENGTH = 50_000;

const key = new PluginKey<DecorationSet>("highlight");

export const Highlight = Extension.create({
  name: "codeHighlight",

  addProseMirrorPlugins() {
    const reader = new Reader();
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: (_, { doc }) => reader.readAll(doc),
          apply: (tr, set, { doc: before }, { doc }) => {
            if (tr.getMeta(key)) return reader.readAll(doc);
            return tr.docChanged ? reader.readChanged(set, before, doc) : set;
          },
        },
        props: { decorations: (state) => key.getState(state) },
        view: (view) => reader.serve(view),
      }),
    ];
  },
});

class Reader {
  private engine: Engine | null = null;
  private view: EditorView | null = null;
  private readonly learnt = new Set<Language>();
  private readonly asked = new Set<Language>();
  private readonly tokens = new WeakMap<Node, Tokens>();
  private pause: ReturnType<typeof setTimeout> | undefined;

  serve(view: EditorView) {
    this.view = view;
    return {
      destroy: () => {
        clearTimeout(this.pause);
        this.view = null;
      },
    };
  }

  readAll(doc: Node): DecorationSet {
    const found: Decoration[] = [];
    doc.descendants((node, pos) => {
      if (isBlock(node)) found.push(...this.decorationsOf(node, pos));
      return !node.isTextblock;
    });
    return DecorationSet.create(doc, found);
  }

  readChanged(set: DecorationSet, before: Node, doc: Node): DecorationSet {
    const change = changeBetween(before, doc);
    if (!change) return set;
    let next = mapThrough(change, set, doc);
    doc.nodesBetween(change.start, change.newEnd, (node, pos) => {
      if (!isBlock(node)) return true;
      if (isCode(node) && node.content.size > QUICK_LENGTH) {
        this.readInPause();
        return false;
      }
      next = next.remove(next.find(pos + 1, pos + node.nodeSize - 1));
      next = next.add(doc, this.decorationsOf(node, pos));
      return false;
    });
    return next;
  }

  private decorationsOf(node: Node, pos: number): Decoration[] {
    const start = pos + 1;
    return this.tokensOf(node).map(({ from, to, className }) =>
      Decoration.inline(start + from, start + to, { class: className }),
    );
  }

  private tokensOf(node: Node): Tokens {
    const { language } = shapeOf(node.attrs);
    if (!isCode(node) || !language || node.content.size > MAX_LENGTH) return [];
    if (!this.engine || !this.learnt.has(language)) {
      void this.learn(language);
      return [];
    }
    const tokens = this.tokens.get(node) ?? this.engine.tokensOf(node.textContent, language);
    this.tokens.set(node, tokens);
    return tokens;
  }

  private readInPause(): void {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.readAgain(), PAUSE_MS);
  }

  private readAgain(): void {
    this.view?.dispatch(this.view.state.tr.setMeta(key, true));
  }

  private async learn(language: Language): Promise<void> {
    if (this.asked.has(language)) return;
    this.asked.add(language);
    try {
      const engine = await import("./engine");
      await engine.learn(language);
      this.engine = engine;
      this.learnt.add(language);
    } catch {
      // Offline, most likely: the code is shown plain, and the next change of it asks again.
      this.asked.delete(language);
      return;
    }
    this.readAgain();
  }
}
