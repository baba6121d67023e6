import { TextSelection } from "@tiptap/pm/state";
import { describe, expect, it } from "vitest";
import type { XmlElement } from "yjs";
import { exchange, Peer } from "../../testing/peers";
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumns,
  deleteRows,
  insertTable,
  merge,
  setBackground,
  split,
  toggleHeader,
} from "./commands";
import { widen } from "./widths";

/** Somebody with a table of nine letters before them. */
function withTable(): Peer {
  const peer = new Peer();
  peer.run(insertTable);
  for (const letter of "abcdefghi") {
    peer.type(letter);
    if (letter !== "i") peer.press("Tab");
  }
  return peer;
}

const LETTERS = [
  ["a", "b", "c"],
  ["d", "e", "f"],
  ["g", "h", "i"],
];

describe("a new table", () => {
  it("has three rows and columns, a header row, and a block behind it", () => {
    const peer = withTable();
    expect(peer.cells).toEqual(LETTERS);
    expect(peer.node.child(0).attrs.headerRow).toBe(true);
    expect(peer.texts).toEqual(["abcdefghi", ""]);
  });

  it("takes nothing away", () => {
    const peer = new Peer().type("words");
    peer.run(insertTable);
    expect(peer.texts).toEqual(["words", "", ""]);
  });

  it("does not stand in another", () => {
    expect(withTable().run(insertTable)).toBe(false);
  });

  it("is here for others, who add nothing by looking at it", () => {
    const peer = withTable();
    const other = new Peer(peer.state);
    expect(other.cells).toEqual(LETTERS);
    expect(other.outbox).toEqual([]);
  });
});

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

describe("rows and columns", () => {
  it("are added where one is", () => {
    const peer = withTable().inCell(1, 1);
    peer.run(addRowBefore);
    expect(peer.type("x").cells).toEqual([
      ["a", "b", "c"],
      ["", "x", ""],
      ["d", "e", "f"],
      ["g", "h", "i"],
    ]);
  });

  it("are added behind and in front of where one is", () => {
    const peer = withTable().inCell(1, 1);
    peer.run(addRowAfter);
    peer.type("1");
    peer.run(addColumnBefore);
    peer.type("2");
    peer.run(addColumnAfter);
    peer.type("3");
    expect(peer.cells).toEqual([
      ["a", "", "", "b", "c"],
      ["d", "", "", "e", "f"],
      ["", "2", "3", "1", ""],
      ["g", "", "", "h", "i"],
    ]);
  });

  it("are deleted, as many as are selected", () => {
    const peer = withTable().selectCells([0, 1], [0, 2]);
    peer.run(deleteColumns);
    expect(peer.cells).toEqual([["a"], ["d"], ["g"]]);
    peer.selectCells([1, 0], [2, 0]).run(deleteRows);
    expect(peer.cells).toEqual([["a"]]);
    peer.run(deleteRows);
    expect(peer.texts).toEqual([""]);
  });
});

describe("merged cells", () => {
  it("hold all words, and come apart again", () => {
    const peer = withTable().selectCells([0, 0], [1, 1]);
    peer.run(merge);
    expect(peer.cells).toEqual([["a|b|d|e", "c"], ["f"], ["g", "h", "i"]]);
    peer.run(split);
    expect(peer.cells).toEqual([
      ["a|b|d|e", "", "c"],
      ["", "", "f"],
      ["g", "h", "i"],
    ]);
  });

  it("grow and shrink with rows and columns through them", () => {
    const peer = withTable().selectCells([0, 0], [1, 1]);
    peer.run(merge);
    peer.inCell(1, 0).run(addRowBefore);
    peer.inCell(3, 1).run(addColumnBefore);
    expect(peer.node.child(0).child(0).child(0).attrs).toMatchObject({ colspan: 3, rowspan: 3 });
    peer.inCell(3, 1).run(deleteColumns);
    peer.inCell(1, 0).run(deleteRows);
    expect(peer.node.child(0).child(0).child(0).attrs).toMatchObject({ colspan: 2, rowspan: 2 });
    peer.inCell(0, 1).run(deleteRows);
    expect(peer.cells).toEqual([
      ["a|b|d|e", "f"],
      ["g", "h", "i"],
    ]);
  });
});

it("headers are said by the table", () => {
  const peer = withTable();
  peer.run(toggleHeader("headerColumn"));
  const tags = [...peer.editor.view.dom.querySelectorAll("tr")].map((row) =>
    [...row.children].map((cell) => cell.tagName + (cell.getAttribute("scope") ?? "")).join(" "),
  );
  expect(tags).toEqual(["THcol THcol THcol", "THrow TD TD", "THrow TD TD"]);
  peer.run(toggleHeader("headerRow"));
  peer.run(toggleHeader("headerColumn"));
  expect(peer.editor.view.dom.querySelectorAll("th")).toHaveLength(0);
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

  it("empties selected cells, and leaves them", () => {
    const peer = withTable().selectCells([0, 0], [1, 1]).press("Backspace");
    expect(peer.cells).toEqual([
      ["", "", "c"],
      ["", "", "f"],
      ["g", "h", "i"],
    ]);
  });
});

it("selected cells stay selected while others write", () => {
  const peer = withTable();
  const other = new Peer(peer.state);
  peer.outbox.length = 0;
  peer.selectCells([1, 0], [2, 1]);
  other.inCell(1, 1).type("!").run(addRowBefore);
  exchange(peer, other);
  const { selection } = peer.editor.state;
  expect(selection.toJSON().type).toBe("cells");
  peer.press("Backspace");
  expect(peer.cells).toEqual([
    ["a", "b", "c"],
    ["", "", ""],
    ["", "", "f"],
    ["", "", "i"],
  ]);
});

it("text selected from cell to cell are the cells", () => {
  const peer = withTable();
  const { state, view } = peer.editor;
  const from = peer.inCell(0, 0).editor.state.selection.head;
  const to = peer.inCell(1, 1).editor.state.selection.head;
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to)));
  expect(peer.editor.state.selection.toJSON().type).toBe("cells");
  expect(state.doc).toBe(peer.node);
});

/** Hands somebody what is on a clipboard. */
function paste(peer: Peer, data: Record<string, string>): void {
  const { view } = peer.editor;
  const event = new Event("paste", { bubbles: true, cancelable: true });
  Object.assign(event, { clipboardData: { getData: (type: string) => data[type] ?? "" } });
  view.dom.dispatchEvent(event);
}

const html = (rows: string) => ({
  "text/html": `<table style="width:1px"><tbody>${rows}</tbody></table>`,
});

describe("a pasted table", () => {
  it("of a spreadsheet is a table, with its grounds and spans", () => {
    const peer = new Peer();
    paste(
      peer,
      html(`<tr><td style="background-color:#d9ead3;" colspan="2">Sum</td><td>3</td></tr>
        <tr><td>1</td><td><b>2</b><br>or three</td><td></td></tr>`),
    );
    expect(peer.cells).toEqual([
      ["Sum", "3"],
      ["1", "2\nor three", ""],
    ]);
    expect(peer.node.child(0).child(0).child(0).attrs).toMatchObject({
      colspan: 2,
      background: "green",
    });
    expect(peer.texts.at(-1)).toBe("");
  });

  it("has the headers that it had", () => {
    const peer = new Peer();
    paste(peer, html("<tr><th>a</th><th>b</th></tr><tr><th>c</th><td>d</td></tr>"));
    expect(peer.node.child(0).attrs).toMatchObject({ headerRow: true, headerColumn: true });
  });

  it("goes into the cells from the cursor on, and the table grows", () => {
    const peer = withTable().inCell(2, 1);
    paste(peer, html("<tr><td>1</td><td>2</td><td>3</td></tr><tr><td></td><td>5</td></tr>"));
    expect(peer.cells).toEqual([
      ["a", "b", "c", ""],
      ["d", "e", "f", ""],
      ["g", "1", "2", "3"],
      ["", "", "5", ""],
    ]);
    peer.press("z", { ctrlKey: true });
    expect(peer.cells).toEqual(LETTERS);
  });

  it("leaves its blocks in a cell where other things come with it", () => {
    const peer = withTable().inCell(1, 1);
    paste(peer, {
      "text/html": "<p>one</p><table><tr><td>two</td><td>three</td></tr></table>",
    });
    expect(peer.cells[1]?.[1]).toBe("eone|two|three");
  });

  it("of a page's layout is not one", () => {
    const peer = new Peer();
    paste(peer, html("<tr><td><p>one</p><p>two</p></td></tr>"));
    expect(peer.texts).toEqual(["one", "two"]);
  });

  it.each(["999999999", "-1", "x", "1e9"])("cannot span %s columns", (span) => {
    const peer = new Peer();
    const cell = `<td colspan="${span}" rowspan="${span}">a</td><td>b</td>`;
    paste(peer, html(`<tr>${cell}</tr><tr>${cell}</tr>`));
    expect(peer.words).toEqual(["a", "b", "a", "b"]);
    expect(peer.inCell(0, 0).run(addRowAfter)).toBe(true);
  });
});

describe("text with tabs", () => {
  const TEXT = 'a\tb\r\n1\t"two\nlines, ""quoted"""\r\n';

  it("is a table", () => {
    const peer = new Peer();
    paste(peer, { "text/plain": TEXT });
    expect(peer.cells).toEqual([
      ["a", "b"],
      ["1", 'two\nlines, "quoted"'],
    ]);
  });

  it("goes into cells", () => {
    const peer = withTable().inCell(0, 1);
    paste(peer, { "text/plain": TEXT });
    expect(peer.cells.slice(0, 2)).toEqual([
      ["a", "a", "b"],
      ["d", "1", 'two\nlines, "quoted"'],
    ]);
  });

  it("is text where lines differ in length", () => {
    const peer = new Peer();
    paste(peer, { "text/plain": "if (a)\n\tb\n" });
    expect(peer.cells).toEqual([]);
  });
});

describe("what is copied", () => {
  const copied = (peer: Peer) => {
    const { view } = peer.editor;
    const { dom, text } = view.serializeForClipboard(view.state.selection.content());
    return { html: dom.innerHTML.replace(/ data-pm-slice="[^"]*"/, ""), text };
  };

  it("of cells is a table, as HTML and with tabs", () => {
    const peer = withTable().inCell(1, 1).type('"\tx').selectCells([0, 1], [1, 2]);
    peer.run(setBackground("green"));
    expect(copied(peer)).toEqual({
      html:
        "<table><tbody>" +
        '<tr><th scope="col" data-background="green" style="background-color: rgb(208, 245, 215);">b</th>' +
        '<th scope="col" data-background="green" style="background-color: rgb(208, 245, 215);">c</th></tr>' +
        '<tr><td data-background="green" style="background-color: rgb(208, 245, 215);">e"\tx</td>' +
        '<td data-background="green" style="background-color: rgb(208, 245, 215);">f</td></tr>' +
        "</tbody></table>",
      text: 'b\tc\n"e""\tx"\tf',
    });
  });

  it("comes back as it was", () => {
    const peer = withTable().selectCells([0, 0], [1, 1]);
    peer.run(merge);
    peer.selectCells([0, 0], [2, 2]);
    const { html: written } = copied(peer);
    const other = new Peer();
    paste(other, { "text/html": written });
    expect(other.node.child(0).toJSON()).toEqual(peer.node.child(0).toJSON());
  });

  it("within a cell goes without the table", () => {
    const peer = withTable().inCell(1, 1);
    const { view } = peer.editor;
    const { head } = view.state.selection;
    view.dispatch(view.state.tr.setSelection(TextSelection.create(peer.node, head - 1, head)));
    expect(copied(peer)).toEqual({ html: "<p>e</p>", text: "e" });
  });
});

describe("widths", () => {
  it("are said by every cell of a column, and drawn for it", () => {
    const peer = withTable().inCell(1, 1);
    peer.run(widen(30));
    const columns = [...peer.editor.view.dom.querySelectorAll("col")];
    expect(columns.map((column) => column.getAttribute("width"))).toEqual(["120", "150", "120"]);
    peer.inCell(0, 0).run(deleteRows);
    expect(peer.editor.view.dom.querySelectorAll("col")[1]?.getAttribute("width")).toBe("150");
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

describe("a selection that reaches over the edge of a table", () => {
  const peerSelecting = (from: (peer: Peer) => number, to: (peer: Peer) => number) => {
    const peer = new Peer().type("before").press("Enter");
    peer.run(insertTable);
    peer.select(2, 0).type("after");
    const [anchor, head] = [from(peer), to(peer)];
    const { view } = peer.editor;
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, anchor, head)));
    return peer;
  };
  const inCell = (peer: Peer) => peer.inCell(1, 1).editor.state.selection.head;
  const before = () => 4;
  const after = (peer: Peer) => peer.node.content.size - 3;

  it("from above has all of it", () => {
    const peer = peerSelecting(before, inCell).press("Backspace");
    expect(peer.texts).toEqual(["befafter"]);
  });

  it("from below has all of it", () => {
    const peer = peerSelecting(after, inCell).press("Backspace");
    expect(peer.texts.at(0)).toMatch(/^before/);
    expect(peer.cells).toEqual([]);
  });

  it("from inside are its cells", () => {
    const peer = peerSelecting(inCell, after).press("Backspace");
    expect(peer.texts).toEqual(["before", "", "after"]);
    expect(peer.cells).toHaveLength(3);
  });
});
