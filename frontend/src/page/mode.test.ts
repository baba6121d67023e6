import { beforeEach, expect, it, vi } from "vitest";
import { START } from "../collab/saveState";
import { watchAccess } from "./access";
import { Mode } from "./mode";

const PAGE = `<button id="mode-button"><span data-mode></span></button><input id="title">
  <p id="announcements"></p><p id="notice" hidden></p><p id="access-lost" hidden></p>`;

beforeEach(() => {
  localStorage.clear();
  document.body.className = "";
  document.body.innerHTML = PAGE;
});

const button = () => document.getElementById("mode-button") as HTMLButtonElement;

it("is remembered by person and document", () => {
  new Mode("a");
  button().click();
  document.body.innerHTML = PAGE;
  expect(new Mode("b").isViewing).toBe(false);
  expect(new Mode("a").isViewing).toBe(true);
  expect(button().getAttribute("aria-label")).toBe("Mode: Viewing");
  expect(button().textContent).toBe("Viewing");
});

it("does without what it cannot read", () => {
  for (const stored of ["{", "7", '[7, null, "a"]']) {
    localStorage.setItem("collab:viewing", stored);
    expect(new Mode("b").isViewing).toBe(false);
  }
  for (let i = 0; i < 300; i++) new Mode(`${i}`).toggle();
  expect(new Mode("0").isViewing).toBe(false);
  expect(new Mode("299").isViewing).toBe(true);
});

it("keeps whoever may edit from it, and lets nobody edit who may not", () => {
  const mode = new Mode("a");
  const setEditable = vi.fn();
  const onFacts = watchAccess(true, mode, setEditable);
  expect(setEditable).toHaveBeenLastCalledWith(true);
  mode.toggle();
  expect(setEditable).toHaveBeenLastCalledWith(false);
  expect(document.body.classList).toContain("is-readonly");
  expect((document.getElementById("title") as HTMLInputElement).readOnly).toBe(true);
  onFacts({ ...START, writable: true });
  expect(setEditable).toHaveBeenLastCalledWith(false);
  mode.toggle();
  expect(setEditable).toHaveBeenLastCalledWith(true);
  onFacts({ ...START, writable: false });
  expect(setEditable).toHaveBeenLastCalledWith(false);
  expect(document.body.classList).not.toContain("may-edit");
  mode.toggle();
  mode.toggle();
  expect(setEditable).toHaveBeenLastCalledWith(false);
});

it("is switched by keys, where one may edit", () => {
  const mode = new Mode("a");
  const press = () =>
    document.dispatchEvent(
      new KeyboardEvent("keydown", { code: "KeyE", ctrlKey: true, altKey: true, shiftKey: true }),
    );
  press();
  expect(mode.isViewing).toBe(false);
  watchAccess(true, mode, () => {});
  press();
  expect(mode.isViewing).toBe(true);
});
