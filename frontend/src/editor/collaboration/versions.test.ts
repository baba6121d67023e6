import { ySyncPluginKey as fromAlias } from "@tiptap/y-tiptap";
import { expect, it } from "vitest";
import lock from "../../../package-lock.json";
import { Peer } from "../../testing/peers";

/** y-tiptap rebuilds the whole document on every remote change; see docs/architecture.md. */
it("y-prosemirror stands in for y-tiptap, once, everywhere", () => {
  const packages: Record<string, { name?: string; version?: string }> = lock.packages;
  const bindings = Object.entries(packages).filter(([path]) =>
    /(^|\/)(y-tiptap|y-prosemirror)$/.test(path),
  );
  expect(bindings.map(([path, { name, version }]) => [path, name, version])).toEqual([
    ["node_modules/@tiptap/y-tiptap", "y-prosemirror", "1.3.7"],
  ]);
  expect(fromAlias.getState(new Peer().editor.state)?.binding).toBeDefined();
});
