import { beforeEach, expect, it, vi } from "vitest";
import { lookUp } from "./mentions";

const ALICE = { id: "user-1", name: "Alice" };
const BOB = { id: "user-2", name: "Bob", color: "#000000", clients: [7] };
const bodies: string[] = [];

beforeEach(() => {
  bodies.length = 0;
  vi.stubGlobal("fetch", async (url: string) => {
    bodies.push(url);
    return new Response(JSON.stringify({ people: [ALICE], documents: [] }));
  });
});

it("has who is here, once, in the order of names", async () => {
  const { people } = await lookUp("/mentions", "", [BOB, { ...ALICE, name: "Alice" }]);
  expect(people).toEqual([ALICE, { id: "user-2", name: "Bob" }]);
  expect(bodies).toEqual(["/mentions?q="]);
});

it("has of them only those who are asked for", async () => {
  expect((await lookUp("/mentions", "al", [BOB])).people).toEqual([ALICE]);
  expect((await lookUp("/mentions", "BO", [BOB])).people).toHaveLength(2);
});

it("throws when there is no answer", async () => {
  vi.stubGlobal("fetch", async () => new Response("", { status: 404 }));
  await expect(lookUp("/mentions", "", [BOB])).rejects.toThrow("404");
});
