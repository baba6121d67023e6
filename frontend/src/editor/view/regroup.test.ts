import { describe, expect, it } from "vitest";
import { isLong, regroup } from "./regroup";

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => from + index);
const anywhere = () => true;
const startsOf = (groups: number[][]) => new Set(groups.map(([first]) => first as number));
const firsts = (groups: number[][]) => groups.map(([first]) => first);

describe("groups", () => {
  it("hold every child once and in order", () => {
    const groups = regroup(numbers(0, 500), new Set(), (child) => child % 7 === 0);
    expect(groups.flat()).toEqual(numbers(0, 500));
    expect(groups.length).toBeGreaterThan(5);
  });

  it("are none where there is nothing", () => {
    expect(regroup([], new Set([1]), anywhere)).toEqual([]);
  });

  it("begin only where they may", () => {
    const groups = regroup(numbers(0, 500), new Set(), (child) => child === 333);
    expect(firsts(groups)).toEqual([0, 333]);
    expect(groups.map(isLong)).toEqual([true, true]);
  });

  it("stay when somebody writes in one of them, but for that one", () => {
    const before = regroup(numbers(0, 400), new Set(), anywhere);
    const children = numbers(0, 400);
    const starts = startsOf(before);
    for (let added = 1000; added < 1060; added++) {
      children.splice(100, 0, added);
      const groups = regroup(children, starts, anywhere);
      const changed = groups.filter(
        (group) => !before.some((other) => other.join() === group.join()),
      );
      expect(changed.length).toBeLessThanOrEqual(2);
      expect(groups.some(isLong)).toBe(false);
    }
  });

  it("that nearly all was deleted from go with the one before", () => {
    const before = regroup(numbers(0, 60), new Set(), anywhere);
    const left = [...numbers(0, 23), ...numbers(40, 60)];
    expect(before).toHaveLength(3);
    expect(firsts(regroup(left, startsOf(before), anywhere))).toEqual([0, 20]);
  });

  it("whose first child is gone go with the one before, if they are not too many then", () => {
    const before = regroup(numbers(0, 60), new Set(), anywhere);
    const left = numbers(0, 60).filter((child) => child !== 20);
    const groups = regroup(left, startsOf(before), anywhere);
    expect(groups.flat()).toEqual(left);
    expect(firsts(groups)).toEqual([0, 40]);
  });
});
