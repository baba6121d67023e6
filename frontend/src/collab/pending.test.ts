// @vitest-environment node
import { beforeEach, expect, it } from "vitest";
import { Pending } from "./pending";

let pending: Pending;

beforeEach(() => {
  pending = new Pending();
});

it("counts what was changed, and knows since when", () => {
  expect(pending).toMatchObject({ count: 0, since: null });
  pending.changed(1000);
  pending.changed(2000);
  expect(pending).toMatchObject({ count: 2, since: 1000 });
  pending.heardAll();
  expect(pending).toMatchObject({ count: 0, since: null });
});

it("knows which are left when some are acknowledged", () => {
  pending.stateSent();
  for (const time of [1000, 2000, 3000]) pending.changed(time);
  pending.heard(1);
  expect(pending).toMatchObject({ count: 1, since: 3000, savedAt: null });
  pending.heard(0);
  expect(pending).toMatchObject({ count: 0, savedAt: expect.any(Number) });
});

it("has saved nothing as long as nothing was changed", () => {
  pending.heardAll();
  expect(pending.savedAt).toBe(null);
});

it("takes nothing for acknowledged before the state that holds what came before it is", () => {
  for (const time of [1000, 2000]) pending.changed(time);
  pending.stateSent();
  pending.changed(3000);
  pending.heard(2);
  expect(pending).toMatchObject({ count: 3, since: 1000 });
  pending.heard(1);
  expect(pending).toMatchObject({ count: 1, since: 3000 });
});
