import { beforeEach, expect, it, vi } from "vitest";
import { Awareness } from "y-protocols/awareness";
import { Doc } from "yjs";
import { tellComings } from "./comings";
import { Company } from "./company";

let awareness: Awareness;
let onConnection: (isConnected: boolean) => void;
const CLIENTS = { Ada: 11, Bob: 12, Cleo: 13 };

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '<p id="announcements"></p>';
  awareness = new Awareness(new Doc());
  awareness.setLocalStateField("user", { id: "own", name: "Own", color: "#b4442e" });
  onConnection = tellComings(new Company(awareness));
  onConnection(true);
  told();
  return () => {
    awareness.destroy();
    vi.useRealTimers();
  };
});

function arrive(...names: (keyof typeof CLIENTS)[]): void {
  const added = names.map((name) => CLIENTS[name]);
  for (const name of names) {
    awareness.states.set(CLIENTS[name], { user: { id: name, name, color: "#2468c4" } });
  }
  awareness.emit("change", [{ added, updated: [], removed: [] }, "server"]);
}

function leave(...names: (keyof typeof CLIENTS)[]): void {
  const removed = names.map((name) => CLIENTS[name]);
  for (const client of removed) awareness.states.delete(client);
  awareness.emit("change", [{ added: [], updated: [], removed }, "server"]);
}

/** What is said from now on, once it has been gathered. */
function told(): string | null {
  const region = document.getElementById("announcements") as HTMLElement;
  region.textContent = "";
  vi.advanceTimersByTime(10_000);
  return region.textContent;
}

it("names who comes and who goes", () => {
  arrive("Ada");
  expect(told()).toBe("Ada joined.");
  arrive("Bob");
  leave("Ada");
  expect(told()).toBe("Bob joined. Ada left.");
});

it("tells of many together", () => {
  arrive("Ada");
  arrive("Bob", "Cleo");
  expect(told()).toBe("3 people joined.");
  leave("Bob", "Cleo");
  expect(told()).toBe("Bob and Cleo left.");
});

it("says nothing of somebody who reloads their page", () => {
  arrive("Ada");
  told();
  leave("Ada");
  vi.advanceTimersByTime(1000);
  arrive("Ada");
  expect(told()).toBe("");
});

it("takes nobody for gone because one is cut off oneself", () => {
  arrive("Ada", "Bob");
  told();
  onConnection(false);
  leave("Ada", "Bob");
  expect(told()).toBe("");
  onConnection(true);
  arrive("Ada");
  expect(told()).toBe("Bob left.");
});
