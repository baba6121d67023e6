import { beforeEach, expect, it, vi } from "vitest";
import { Awareness } from "y-protocols/awareness";
import { applyUpdate, Doc, encodeStateAsUpdate } from "yjs";
import { Company } from "./company";

let awareness: Awareness;
let company: Company;

beforeEach(() => {
  vi.useFakeTimers({ now: 1000 });
  awareness = new Awareness(new Doc());
  company = new Company(awareness);
  return () => {
    awareness.destroy();
    vi.useRealTimers();
  };
});

function arrive(client: number, id: string): void {
  awareness.states.set(client, { user: { id, name: id, color: "#2468c4" } });
  awareness.emit("change", [{ added: [client], updated: [], removed: [] }, "server"]);
}

function caret(client: number): HTMLElement {
  const caret = document.createElement("span");
  caret.id = `caret-${client}`;
  document.body.append(caret);
  return caret;
}

it("takes the windows of one person together", () => {
  arrive(5, "Bob");
  arrive(6, "Ada");
  arrive(7, "Bob");
  expect(company.others.map(({ id, clients }) => [id, clients])).toEqual([
    ["Ada", [6]],
    ["Bob", [5, 7]],
  ]);
});

it("notices who writes, though their cursor stays where it is in the text", () => {
  const other = new Doc();
  arrive(other.clientID, "Bob");
  arrive(5, "Ada");
  const onMove = vi.fn();
  company.onMove(onMove);
  vi.setSystemTime(9000);
  other.getText("default").insert(0, "word");
  applyUpdate(awareness.doc, encodeStateAsUpdate(other), "server");
  expect(onMove).toHaveBeenCalled();
  expect(company.others.map((person) => company.lastMoved(person))).toEqual([1000, 9000]);
});

it("finds a person where they were last", () => {
  const first = caret(5);
  const second = caret(7);
  arrive(5, "Bob");
  vi.setSystemTime(2000);
  arrive(7, "Bob");
  const [bob] = company.others;
  expect(bob && company.caretOf(bob)).toBe(second);
  second.remove();
  expect(bob && company.caretOf(bob)).toBe(first);
});
