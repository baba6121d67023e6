/** Links, with schemes that are safe to follow only. */
import { Mark } from "@tiptap/core";
import { safeUrl } from "./urls";

export const Link = Mark.create({
  name: "link",
  inclusive: false,

  addAttributes() {
    return { href: { default: null, rendered: false } };
  },

  parseHTML() {
    return [
      {
        tag: "a[href]",
        getAttrs: (element) => {
          const href = safeUrl(element.getAttribute("href"));
          return href !== null && { href };
        },
      },
    ];
  },

  // Another client may have stored any address at all, so it is judged again here.
  renderHTML({ mark }) {
    const href = safeUrl(mark.attrs.href);
    if (href === null) return ["span", 0];
    return ["a", { href, target: "_blank", rel: "noopener noreferrer nofollow" }, 0];
  },
});
