/** Markdown, with what GitHub adds to it, as HTML for the clipboard's parser, which drops what could run. */
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { math } from "micromark-extension-math";

type Handles = NonNullable<NonNullable<Parameters<typeof micromark>[1]>["htmlExtensions"]>[number];

/** Tags that are meant as HTML; others are words between angle brackets. */
const TAGS =
  /^<\/?(?:a|b|blockquote|br|code|dd|del|details|div|dl|dt|em|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|s|samp|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul|video)\b|^<!--/i;

/** A price is no formula: its dollars have a space inside, or a figure behind. */
const FORMULA = /^(?!\s)[\s\S]*\S$/;

const tags: Handles = {
  exit: {
    htmlFlowData(token) {
      this.raw(tagsIn(this.sliceSerialize(token)));
    },
    htmlTextData(token) {
      this.raw(tagsIn(this.sliceSerialize(token)));
    },
  },
};

const formulas: Handles = {
  enter: {
    mathFlow() {
      this.lineEndingIfNeeded();
      this.tag('<div data-math="display">');
      this.buffer();
    },
    mathFlowFence() {
      this.buffer();
    },
    mathText() {
      this.buffer();
    },
  },
  exit: {
    mathFlow() {
      const source = this.resume().trim();
      this.raw(source);
      this.tag("</div>");
    },
    mathFlowFence() {
      this.resume();
    },
    mathFlowValue(token) {
      this.raw(this.encode(this.sliceSerialize(token)));
    },
    mathTextData(token) {
      this.raw(this.encode(this.sliceSerialize(token)));
    },
    mathText(token) {
      const source = this.resume();
      const written = this.sliceSerialize(token);
      const isPrice = /^\$[^$]/.test(written) && !FORMULA.test(written.slice(1, -1));
      this.raw(isPrice ? this.encode(written) : `<span data-math>${source}</span>`);
    },
  },
};

export function readMarkdown(markdown: string): string {
  return micromark(markdown, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfm({ singleTilde: false }), math()],
    htmlExtensions: [gfmHtml(), tags, formulas],
  });
}

/** Other brackets as characters. */
function tagsIn(html: string): string {
  return html.replace(/<(?:[^<>]*>)?/g, (tag) => (TAGS.test(tag) ? tag : tag.replace("<", "&lt;")));
}
