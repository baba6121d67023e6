import { beforeEach, expect, it } from "vitest";
import { Awareness } from "y-protocols/awareness";
import { Doc } from "yjs";
import { Company } from "./company";
import { type Following, showPeople } from "./people";

let awareness: Awareness;
let list: HTMLElement;

/** Somebody who follows whoever they choose, and does nothing else. */
class Follower implements Following {
  person: string | null = null;
  private tell = () => {};
  toggle = ({ id }: { id: string }) => {
    this.person = id;
    this.tell();
  };
  onChange(listener: () => void): void {
    this.tell = listener;
  }
}

beforeEach(() => {
  document.body.innerHTML = '<ul id="people" hidden></ul>';
  list = document.getElementById("people") as HTMLElement;
  awareness = new Awareness(new Doc());
  awareness.setLocalStateField("user", { id: "u1", name: "Alice", color: "#b4442e" });
  showPeople(new Company(awareness), new Follower());
  return () => awareness.destroy();
});

function arrive(client: number, id: string, name: string): void {
  awareness.states.set(client, { user: { id, name, color: "#2468c4" } });
  awareness.emit("change", [{ added: [client], updated: [], removed: [] }, "server"]);
}

function names(): (string | null)[] {
  return [...list.querySelectorAll("[aria-label]")].map((one) => one.getAttribute("aria-label"));
}

it("shows nobody when one is alone, in however many windows", () => {
  arrive(5, "u1", "Alice");
  expect(list.hidden).toBe(true);
});

it("shows everybody else once, with initials and a name to be read out", () => {
  arrive(5, "u2", "Bob Okafor");
  arrive(6, "u2", "Bob Okafor");
  expect(list.hidden).toBe(false);
  expect(names()).toEqual(["Follow Bob Okafor"]);
  expect(list.textContent).toBe("BO");
});

it("counts those for whom there is no room, and names them", () => {
  for (const [i, name] of ["Bob", "Cleo", "Dan", "Eve", "Fay", "Gil"].entries()) {
    arrive(i + 5, name, name);
  }
  expect(list.children).toHaveLength(5);
  expect(names().at(-1)).toBe("and Fay, Gil");
});

it("shows who is followed, and keeps the focus when others come", () => {
  arrive(5, "u2", "Bob Okafor");
  const bob = () => list.querySelector("button");
  bob()?.focus();
  bob()?.click();
  expect(bob()?.ariaPressed).toBe("true");
  arrive(6, "u3", "Cleo");
  expect(document.activeElement).toBe(bob());
  expect(bob()?.ariaPressed).toBe("true");
});
