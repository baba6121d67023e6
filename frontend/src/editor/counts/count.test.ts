import { expect, it } from "vitest";
import { exchange, Peer, stateOf } from "../../testing/peers";
import { Counter, countText, readingTime } from "./count";

const forever = () => true;

it("counts words in languages with and without spaces, and characters as they are seen", () => {
  expect(countText("Don't count – these, 3 words!").words).toBe(5);
  expect(countText("今天天气很好").words).toBeGreaterThan(1);
  expect(countText("e\u0301 👨‍👩‍👧\nx")).toEqual({ words: 2, characters: 4, letters: 3 });
  expect(countText("")).toEqual({ words: 0, characters: 0, letters: 0 });
});

it("counts the document, and any part of it", () => {
  const { node } = new Peer(stateOf([{ text: "one two" }, { text: "" }, { text: "three" }]));
  const counter = new Counter();
  expect(counter.count(node, 0, node.content.size, forever)?.words).toBe(3);
  expect(counter.count(node, 5, node.content.size, forever)?.words).toBe(2);
  expect(counter.count(node, 5, 8, forever)).toEqual({ words: 1, characters: 3, letters: 3 });
  expect(counter.count(node, 5, 5, forever)?.words).toBe(0);
});

it("goes on where the time was over, and counts again only what has changed", () => {
  const state = stateOf([{ text: "one" }, { text: "two" }, { text: "three" }]);
  const [alice, bob] = [new Peer(state), new Peer(state)];
  const counter = new Counter();
  const all = (hasTime: () => boolean) =>
    counter.count(alice.node, 0, alice.node.content.size, hasTime);
  const never = () => false;
  expect([all(never), all(never), all(never)?.words]).toEqual([null, null, 3]);
  bob.after("two").type(" more");
  exchange(alice, bob);
  expect(all(never)?.words).toBe(4);
});

it("tells how long reading takes", () => {
  const time = (words: number) => readingTime({ words, characters: 0, letters: 0 });
  expect([time(0), time(250), time(2300)]).toEqual(["less than a minute", "1 min", "10 min"]);
});
