/** Videos of others: a card that names them, and plays them when it is asked to (video/videoView.ts). */
import { Node } from "@tiptap/core";
import { indentation, indentOf } from "./structure";
import { safeUrl } from "./urls";
import { videoAt } from "./videos";

export const VideoNode = Node.create({
  name: "video",
  priority: 50,
  group: "flow",

  addAttributes: () => ({
    url: { default: null, rendered: false },
    indent: { default: null, rendered: false },
  }),

  parseHTML: () => [
    {
      tag: "div[data-video]",
      getAttrs: (element) => ({
        url: element.querySelector("a")?.getAttribute("href") ?? null,
        indent: indentOf(element.dataset),
      }),
    },
  ],

  // Another client may have stored any address at all.
  renderHTML({ node }) {
    const { url } = node.attrs;
    const href = safeUrl(url);
    const text = typeof url === "string" ? url : "";
    const attributes = { "data-video": videoAt(url)?.provider ?? "", ...indentation(node.attrs) };
    if (href === null) return ["div", attributes, ["span", text]];
    const link = { href, target: "_blank", rel: "noopener noreferrer nofollow" };
    return ["div", attributes, ["a", link, text]];
  },
});
