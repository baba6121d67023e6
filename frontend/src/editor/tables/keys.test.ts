/** Keys where cells and tables begin and end, and where there is nothing to write in. */
import { describe, expect, it } from "vitest";
import type { XmlElement } from "yjs";
import { exchange, Peer } from "../../testing/peers";
import { LETTERS, withTable } from "../../testing/tables";
import { addRowBefore, deleteRows } from "./commands";

describe("Tab", () => {
  it("adds a row behind the last cell, in one step of undo", () => {
    const peer = withTable().press("Tab").type("j");
    expect(peer.cells[3]).toEqual(["j", "", ""]);
    peer.press("z", { ctrlKey: true });
    peer.press("z", { ctrlKey: true });
    expect(peer.cells).toEqual(LETTERS);
  });

  it("goes back with Shift", () => {
    const peer = withTable().press("Tab", { shiftKey: true }).type("!");
    expect(peer.cells[2]).toEqual(["g", "h!", "i"]);
  });
});

describe("Backspace", () => {
  it("stays in its cell", () => {
    const peer = withTable().inCell(1, 1).press("Enter").press("Backspace");
    expect(peer.cells[1]).toEqual(["d", "e", "f"]);
    peer.inCell(2, 0).run(addRowBefore);
    peer.press("Backspace").press("Backspace").press("Delete");
    expect(peer.cells[2]).toEqual(["", "", ""]);
  });

  it("behind a table leads into it and takes nothing away", () => {
    const peer = withTable();
    peer.select(1, 0).type("after").select(1, 0).press("Backspace").type("!");
    expect(peer.cells[2]).toEqual(["g", "h", "i!"]);
    expect(peer.texts[1]).toBe("after");
  });
});

it("an empty cell is given a block by whoever goes into it", () => {
  const peer = withTable();
  const other = new Peer(peer.state);
  peer.outbox.length = 0;
  const table = peer.doc.getXmlFragment("default").get(0) as XmlElement;
  const cell = (table.get(1) as XmlElement).get(1) as XmlElement;
  cell.delete(0, cell.length);
  exchange(peer, other);
  expect(other.cells[1]).toEqual(["d", "", "f"]);
  expect(other.outbox).toEqual([]);
  other.inCell(1, 0).press("Tab").type("typed");
  expect(other.cells[1]).toEqual(["d", "typed", "f"]);
});

it("a table whose rows are all gone has a cell again where somebody presses", () => {
  const peer = withTable();
  const other = new Peer(peer.state);
  peer.inCell(0, 0).selectCells([0, 0], [1, 0]).run(deleteRows);
  other.inCell(2, 0).run(deleteRows);
  exchange(peer, other);
  expect(peer.node.child(0).childCount).toBe(0);
  expect(other.node.toJSON()).toEqual(peer.node.toJSON());
  const press = new MouseEvent("mousedown", { bubbles: true, cancelable: true });
  peer.editor.view.dom.querySelector("table")?.dispatchEvent(press);
  peer.type("typed");
  exchange(peer, other);
  expect(other.cells).toEqual([["typed"]]);
});
