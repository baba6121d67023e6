import assert from "node:assert/strict";
import { test } from "node:test";
import { Histogram } from "../histogram.js";

test("quantiles are within one per cent", () => {
  const histogram = new Histogram();
  for (let value = 1; value <= 1000; value++) histogram.add(value);
  for (const part of [0.5, 0.95, 0.99]) {
    assert.ok(Math.abs(histogram.quantile(part) - 1000 * part) < 10 * part);
  }
  assert.equal(histogram.max, 1000);
});

test("nothing has no quantiles", () => {
  assert.equal(new Histogram().quantile(0.5), null);
});
