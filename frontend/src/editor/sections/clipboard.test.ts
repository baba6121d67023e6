/** Lists and sections with images, files and tables in them, on a clipboard. */
import { beforeEach, describe, expect, it } from "vitest";
import { block, file, image, open, SECTION, table } from "../../testing/documents";
import { Peer } from "../../testing/peers";
import { holdUploads } from "../../testing/uploads";
import { loadMarkdown } from "../markdown/load";

beforeEach(holdUploads);

describe("on a clipboard", () => {
  const LIST = [
    block("one", { kind: "ordered" }),
    image(1),
    block("two", { kind: "ordered" }),
    table(1, "a", "b"),
    block("deep", { kind: "bullet", indent: 1 }),
    file(2),
    ...SECTION,
    image(3, "far"),
    block("last"),
  ];

  const copied = (peer: Peer) => {
    const { view } = peer.editor;
    return view.serializeForClipboard(peer.node.slice(0, peer.node.content.size));
  };

  it("stands in the items and sections that it belongs to, and comes back", () => {
    history.replaceState(null, "", "/d/11111111-2222-4333-8444-555555555555/");
    const alice = open(...LIST);
    const { dom, text } = copied(alice);
    const names = [...dom.querySelectorAll("figure, table, [data-media=file]")].map(
      ({ tagName, parentElement }) => `${parentElement?.tagName} ${tagName}`,
    );
    expect(names).toEqual([
      "LI FIGURE",
      "LI TABLE",
      "LI DIV",
      "DETAILS FIGURE",
      "DETAILS DIV",
      "DETAILS TABLE",
      "DIV FIGURE",
      "DIV FIGURE",
    ]);
    expect(text.split("\n").slice(0, 3)).toEqual(["1. one", "  caption", "2. two"]);
    const bob = new Peer();
    bob.editor.view.pasteHTML(dom.innerHTML, new Event("paste") as ClipboardEvent);
    expect(bob.node.toJSON()).toEqual(alice.node.toJSON());
    history.replaceState(null, "", "/");
  });

  it("stands in them as markdown as well", async () => {
    const { writeMarkdown, readMarkdown } = await loadMarkdown();
    const markdown = writeMarkdown(open(...LIST.slice(0, 6), block("end")).node.content);
    const html = document.createElement("div");
    html.innerHTML = readMarkdown(markdown);
    expect(html.querySelectorAll("ol")).toHaveLength(1);
    expect(html.querySelectorAll("ol > li")).toHaveLength(2);
    expect(html.querySelector("ol > li:first-child img")).not.toBeNull();
    expect(html.querySelectorAll("li table td, li table th")).toHaveLength(2);
    expect(html.querySelector("ul > li a")?.textContent).toBe("plan.pdf");
  });
});
