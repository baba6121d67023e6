import { NodeSelection } from "@tiptap/pm/state";
import { describe, expect, it } from "vitest";
import { ATTACHMENT, figure, press, selectNode } from "../../testing/media";
import { exchange, Peer, stateOf } from "../../testing/peers";
import { imageOf } from "../schema/media";

/** Somebody before an image with a caption, between two lines. */
function withImage(caption = "caption", attrs: Record<string, unknown> = {}): Peer {
  const alice = new Peer(stateOf([{ text: "above" }, { text: "below" }]));
  const { state, view } = alice.editor;
  const { image } = state.schema.nodes;
  const all = { attachment: ATTACHMENT, naturalWidth: 900, naturalHeight: 300, ...attrs };
  const node = image?.create(all, caption ? state.schema.text(caption) : undefined);
  if (node) view.dispatch(state.tr.insert(7, node));
  return alice;
}

describe("an image", () => {
  it("keeps what one writes into its caption while another changes it", () => {
    const alice = withImage();
    const bob = new Peer(alice.state);
    alice.outbox.length = 0;
    const pos = 7;
    alice.editor.view.dispatch(alice.editor.state.tr.setNodeAttribute(pos, "width", 50));
    bob.after("caption").type(" by Bob");
    exchange(alice, bob);
    expect(alice.node.child(1).textContent).toBe("caption by Bob");
    expect(alice.node.child(1).attrs.width).toBe(50);
    expect(bob.node.toJSON()).toEqual(alice.node.toJSON());
  });

  it("has one text for its caption from the start, so that two may begin it at once", () => {
    const alice = withImage("");
    const bob = new Peer(alice.state);
    alice.outbox.length = 0;
    alice.select(1, 0).type("one ");
    bob.select(1, 0).type("two ");
    exchange(alice, bob);
    expect(alice.node.child(1).textContent).toMatch(/^(one two |two one )$/);
    expect(bob.node.toJSON()).toEqual(alice.node.toJSON());
  });

  it("leaves a paragraph with the words that somebody wrote while it was deleted", () => {
    const alice = withImage();
    const bob = new Peer(alice.state);
    alice.outbox.length = 0;
    bob.after("caption").type(" kept");
    selectNode(alice, 1);
    alice.press("Backspace");
    exchange(alice, bob);
    expect(alice.words).toContain("kept");
    expect(alice.kinds).not.toContain("image");
    expect(bob.node.toJSON()).toEqual(alice.node.toJSON());
  });

  it("is selected by Backspace behind it, and goes with the next", () => {
    const alice = withImage();
    alice.select(2, 0).press("Backspace");
    expect(alice.editor.state.selection).toBeInstanceOf(NodeSelection);
    expect(alice.texts).toEqual(["above", "caption", "below"]);
    alice.press("Backspace");
    expect(alice.texts).toEqual(["above", "below"]);
  });

  it("is never joined with the text around it", () => {
    const alice = withImage();
    alice.after("above").press("Delete");
    expect(alice.editor.state.selection).toBeInstanceOf(NodeSelection);
    alice.after("caption").press("Delete");
    alice.select(1, 0).press("Backspace");
    expect(alice.texts).toEqual(["above", "caption", "below"]);
  });

  it("leads into its caption by Enter, and on behind it", () => {
    const alice = withImage("");
    selectNode(alice, 1);
    alice.press("Enter").type("words").press("Enter").type("more");
    expect(alice.texts).toEqual(["above", "words", "more", "below"]);
    expect(alice.kinds[2]).toBe("paragraph");
  });

  it("takes what is typed at it as its caption", () => {
    const alice = withImage("old");
    selectNode(alice, 1);
    alice.press("!").type("!");
    expect(alice.texts).toEqual(["above", "old!", "below"]);
  });

  it("is aligned and described through its tools", () => {
    const alice = withImage();
    selectNode(alice, 1);
    const button = (label: string) =>
      figure(alice)?.querySelector<HTMLElement>(`[aria-label="${label}"]`);
    button("In the centre")?.click();
    expect(imageOf(alice.node.child(1).attrs).side).toBe("center");
    button("At the start")?.click();
    expect(alice.node.child(1).attrs.align).toBeNull();
    press(alice, "Alt text");
    const input = figure(alice)?.querySelector("input");
    if (input) input.value = "A red square";
    input?.form?.dispatchEvent(new Event("submit", { cancelable: true }));
    expect(alice.node.child(1).attrs.alt).toBe("A red square");
    expect(figure(alice)?.querySelector("img")?.alt).toBe("A red square");
  });

  it("is made wider and narrower by keys, within its limits", () => {
    const alice = withImage("", { width: 90 });
    selectNode(alice, 1);
    const handle = () => figure(alice)?.querySelector('[role="slider"][tabindex="0"]');
    const key = (name: string) =>
      handle()?.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));
    key("ArrowRight");
    expect(alice.node.child(1).attrs.width).toBe(95);
    key("PageUp");
    expect(alice.node.child(1).attrs.width).toBe(100);
    for (let i = 0; i < 5; i++) key("PageDown");
    expect(alice.node.child(1).attrs.width).toBe(10);
    expect(handle()?.getAttribute("aria-valuenow")).toBe("10");
  });

  it("of a hostile client loads nothing from elsewhere", () => {
    for (const attachment of [
      "https://evil.example/x",
      "../../d/1",
      "//evil.example",
      ATTACHMENT.toUpperCase(),
    ]) {
      const alice = withImage("", { attachment });
      expect(figure(alice)?.querySelector("img")).toBeNull();
    }
  });
});
