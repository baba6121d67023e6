/** What programs put on the clipboard, and what has to come of it. The cases are files of `corpus/`. */
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readPayload } from "../../testing/clipboard";
import { notation } from "../../testing/notation";
import { Peer } from "../../testing/peers";
import { holdUploads } from "../../testing/uploads";
import { flatten } from "./flatten";
import { withoutStyles } from "./styles";

const CORPUS = resolve(import.meta.dirname, "corpus");

beforeAll(holdUploads);

it.each(readdirSync(CORPUS))("%s", (name) => {
  const payload = readPayload(readFileSync(`${CORPUS}/${name}`, "utf8"));
  const alice = new Peer();
  alice.paste(payload.data);
  expect(notation(alice.node)).toEqual(payload.blocks);
});

describe("what is made to be slow", () => {
  const MANY = 400;

  function nested(tag: string, depth: number): HTMLElement {
    const root = document.createElement("div");
    let place: HTMLElement = root;
    for (let i = 0; i < depth; i++) place = place.appendChild(document.createElement(tag));
    place.append("words");
    return root;
  }

  it.each(["div", "b", "li"])("is %s in each other", (tag) => {
    const root = nested(tag, MANY);
    flatten(root, false);
    expect(root.childElementCount).toBeLessThan(110);
    expect(root.lastElementChild?.textContent).toBe("words");
  });

  it("is many texts in many formats", () => {
    const root = nested("i", 100);
    const inmost = [...root.querySelectorAll("i")].at(-1);
    for (let i = 0; i < 200; i++) inmost?.append("a", document.createElement("u"));
    flatten(root, false);
    expect(root.querySelectorAll("i").length).toBeLessThan(200 * 30);
  });

  it("is a style sheet of many rules for many cells", () => {
    const root = document.createElement("div");
    root.innerHTML = withoutStyles(
      `Excel.Sheet<style>${".x {color: red}".repeat(10_000)}${"a".repeat(90_000)}</style>` +
        "<p class=x>words</p>".repeat(200),
    );
    flatten(root, false);
    expect(root.querySelectorAll("span")).toHaveLength(0);
    expect(root.textContent.length).toBeLessThan(200 * 6 + 20);
  });

  it.each(["<a", "<a title='", '<p style="', "<!--", "<a <b '\""])(
    "is %j again and again",
    (html) => {
      const many = html.repeat(500_000);
      expect(withoutStyles(many).length).toBeGreaterThanOrEqual(many.length);
    },
  );
});
