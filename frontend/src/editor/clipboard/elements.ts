/** Elements of HTML by what they do to the flow of blocks. */

export const IGNORED = names(
  "BUTTON HEAD IFRAME INPUT META NOSCRIPT OBJECT SCRIPT SELECT STYLE TEMPLATE TEXTAREA TITLE",
);

/** Elements that may be an image or a file of ours. */
export const MEDIA = names("DIV FIGURE IMG");

/** Elements that begin a block even when nothing is in them. */
export const STARTING = names("DD DT H1 H2 H3 H4 H5 H6 LI P PRE SUMMARY");

/** Elements that end the block before and after them. */
export const CONTAINERS = names(
  "ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DETAILS DIV DL FIELDSET FIGCAPTION FIGURE FOOTER " +
    "FORM HEADER HTML MAIN NAV OL SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL",
);

export function names(list: string): Set<string> {
  return new Set(list.split(" "));
}
