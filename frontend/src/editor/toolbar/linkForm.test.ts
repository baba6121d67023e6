import { beforeEach, expect, it, vi } from "vitest";
import { exchange, Peer, stateOf } from "../../testing/peers";
import { linkAt } from "../commands/links";
import { bindLinkForm } from "./linkForm";

const AT = { left: 0, right: 0, top: 0, bottom: 0 };

let alice: Peer;
let bob: Peer;
let form: HTMLFormElement;
let open: () => void;

beforeEach(() => {
  // jsdom knows no popovers, and lays nothing out.
  HTMLElement.prototype.showPopover = () => {};
  HTMLElement.prototype.hidePopover = () => {};
  document.body.innerHTML =
    "<form><input><p data-error></p><a data-visit></a><button type=button data-remove></button></form>";
  form = document.querySelector("form") as HTMLFormElement;
  const state = stateOf([{ text: "some words to link" }]);
  [alice, bob] = [new Peer(state), new Peer(state)];
  vi.spyOn(alice.editor.view, "coordsAtPos").mockReturnValue(AT);
  open = bindLinkForm(form, alice.editor);
});

function submit(address: string): void {
  (form.querySelector("input") as HTMLInputElement).value = address;
  form.dispatchEvent(new Event("submit", { cancelable: true }));
}

/** What is linked now, and where to. */
function links(): [string, string][] {
  const found: [string, string][] = [];
  alice.node.descendants((node) => {
    const mark = node.marks.find(({ type }) => type.name === "link");
    if (mark) found.push([node.text ?? "", String(mark.attrs.href)]);
  });
  return found;
}

it("links the words that were selected, whatever others have written before them", () => {
  alice.select(0, 5, 0, 10);
  open();
  bob.select(0, 0, 0, 5).press("Backspace");
  exchange(alice, bob);
  submit("example.org");
  expect(links()).toEqual([["words", "https://example.org"]]);
});

it("throws nothing when others have taken the words away", () => {
  alice.select(0, 11, 0, 18);
  open();
  bob.select(0, 4, 0, 18).press("Backspace");
  exchange(alice, bob);
  submit("example.org");
  expect(alice.texts[0]).toMatch(/^some/);
});

it("leaves alone what is no link any more", () => {
  alice.select(0, 5, 0, 10);
  open();
  submit("example.org");
  alice.select(0, 7);
  open();
  exchange(alice, bob);
  bob.select(0, 5, 0, 10).press("Backspace");
  exchange(alice, bob);
  expect(linkAt(alice.editor.state)).toBeNull();
  submit("example.com");
  expect([links(), alice.texts]).toEqual([[], ["some  to link"]]);
});
