// @vitest-environment node
import { expect, it } from "vitest";
import { ago } from "./ago";

it.each([
  [0, "just now"],
  [-500, "just now"],
  [4999, "just now"],
  [5000, "5 seconds ago"],
  [60_000, "1 minute ago"],
  [3_599_000, "59 minutes ago"],
  [7_300_000, "2 hours ago"],
  [90_000_000, "1 day ago"],
])("says of what was %i ms ago: %s", (passed, words) => {
  expect(ago(1_000_000_000 - passed, 1_000_000_000)).toBe(words);
});
