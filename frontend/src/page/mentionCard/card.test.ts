import { beforeEach, expect, it, vi } from "vitest";
import { Peer } from "../../testing/peers";
import { Company } from "../company";
import { bindMentionCards } from "./bind";

const PLAN = "0b5c9d3e-8f2a-4d17-9c64-1a2b3c4d5e6f";
const MENTION = "[data-person], [data-document]";
const server = vi.fn<() => Response>();

let peer: Peer;

beforeEach(() => {
  vi.useFakeTimers();
  // jsdom knows no popovers.
  HTMLElement.prototype.showPopover = function () {
    this.dataset.open = "";
  };
  HTMLElement.prototype.hidePopover = function () {
    delete this.dataset.open;
  };
  server.mockReset();
  vi.stubGlobal("fetch", async () => server());
  peer = new Peer();
  document.body.replaceChildren(peer.editor.view.dom.parentElement as HTMLElement);
  bindMentionCards(peer.editor, new Company(peer.awareness), "user-1");
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

function mention(words: string, attrs: Record<string, string>): HTMLElement {
  const { view, schema } = peer.editor;
  const text = schema.text(words, [schema.mark("mention", attrs)]);
  view.dispatch(view.state.tr.insert(1, text));
  return view.dom.querySelector(MENTION) as HTMLElement;
}

function arrive(id: string, name: string, hasCaret: boolean): void {
  peer.awareness.states.set(7, { user: { id, name, color: "#2468c4" } });
  const caret = document.createElement("span");
  caret.id = "caret-7";
  if (hasCaret) document.body.append(caret);
  else document.getElementById("caret-7")?.remove();
  peer.awareness.emit("change", [{ added: [7], updated: [], removed: [] }, "server"]);
}

const card = () => document.querySelector<HTMLElement>(".mention-card[data-open]");
const shown = async () => {
  await vi.dynamicImportSettled();
  await vi.advanceTimersByTimeAsync(0);
  return card()?.innerText ?? card()?.textContent ?? "";
};
const pressEscape = () =>
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", cancelable: true }));
const lookAtIt = () => {
  const event = { key: "Enter", altKey: true, bubbles: true, cancelable: true };
  peer.editor.view.dom.dispatchEvent(new KeyboardEvent("keydown", event));
};

it("says whether somebody is here, now and later", async () => {
  const bob = mention("@Bob", { person: "user-2" });
  bob.click();
  expect(await shown()).toBe("BBobNot here now");
  arrive("user-2", "Robert", false);
  expect(await shown()).toBe("RRobertHere now, but not in the text");
  arrive("user-2", "Robert", true);
  expect(await shown()).toBe("RRobertHere nowGo to");
  const button = card()?.querySelector("button");
  arrive("user-2", "Robert", true);
  await shown();
  expect(card()?.querySelector("button")).toBe(button);
  pressEscape();
  expect(card()).toBeNull();
});

it("knows oneself", async () => {
  mention("@Ada", { person: "user-1" }).click();
  expect(await shown()).toContain("This is you");
});

it("tells of a document what the reader may know", async () => {
  const edited_at = new Date(Date.now() - 7_200_000).toISOString();
  server.mockReturnValue(Response.json({ title: "Plan B", edited_at }));
  mention("Plan", { document: PLAN });
  lookAtIt();
  expect(await shown()).toBe("Plan BEdited 2 hours agoOpen");
  expect(card()?.querySelector("a")?.pathname).toBe(`/d/${PLAN}/`);
  expect(document.activeElement).toBe(card()?.querySelector("a"));
  pressEscape();
  expect(document.activeElement).toBe(peer.editor.view.dom);
});

it.each([
  [() => new Response("", { status: 404 }), "There is no such document, or it is not for you"],
  [() => new Response("", { status: 503 }), "It cannot be looked up now"],
  [() => Promise.reject(new TypeError()) as never, "It cannot be looked up now"],
])("offers nothing to open where nothing is known (%#)", async (answer, words) => {
  server.mockImplementation(answer);
  mention("Plan", { document: PLAN });
  lookAtIt();
  expect(await shown()).toBe(`Plan${words}`);
});

it("goes when one writes on, and when the mention is gone", async () => {
  const bob = mention("@Bob", { person: "user-2" });
  bob.click();
  await shown();
  peer.editor.view.dom.dispatchEvent(new KeyboardEvent("keydown", { key: "a", bubbles: true }));
  expect(card()).toBeNull();
  bob.click();
  expect(await shown()).toContain("Bob");
  bob.remove();
  arrive("user-3", "Cleo", false);
  expect(card()).toBeNull();
});
