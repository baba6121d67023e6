/** The palette as other programs are told of it: the shades on white, for every name. */
import type { Mark } from "@tiptap/pm/model";
import { type Color, isColor } from "../schema/colors";

export const INKS: Record<Color, string> = {
  gray: "#646059",
  red: "#9e2c2c",
  orange: "#88470d",
  yellow: "#735700",
  green: "#206b38",
  blue: "#0859ac",
  purple: "#6941a1",
  pink: "#942d66",
};

export const HIGHLIGHTS: Record<Color, string> = {
  gray: "#e8e6e2",
  red: "#ffdcd7",
  orange: "#ffe1c7",
  yellow: "#ffe792",
  green: "#d0f5d7",
  blue: "#d1ecff",
  purple: "#efe2ff",
  pink: "#ffdbef",
};

/** How the clipboard writes marks that only a style can tell other programs about. */
export const COLORED_MARKS = {
  highlight: (mark: Mark) =>
    element("mark", mark, (style, color) => {
      style.backgroundColor = HIGHLIGHTS[color];
    }),
  color: (mark: Mark) =>
    element("span", mark, (style, color) => {
      style.color = INKS[color];
    }),
};

/** Styled through the CSSOM: the page's CSP allows no style attributes. */
function element(
  tag: string,
  { attrs }: Mark,
  apply: (style: CSSStyleDeclaration, color: Color) => void,
): HTMLElement {
  const dom = document.createElement(tag);
  if (isColor(attrs.color)) {
    dom.dataset.color = attrs.color;
    apply(dom.style, attrs.color);
  }
  return dom;
}
