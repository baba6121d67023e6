/** Tables that are pasted and copied. */
import { TextSelection } from "@tiptap/pm/state";
import { describe, expect, it } from "vitest";
import { Peer } from "../../testing/peers";
import { LETTERS, withTable } from "../../testing/tables";
import { addRowAfter, merge, setBackground } from "./commands";

const html = (rows: string) => ({
  "text/html": `<table style="width:1px"><tbody>${rows}</tbody></table>`,
});

describe("a pasted table", () => {
  it("of a spreadsheet is a table, with its grounds and spans", () => {
    const peer = new Peer();
    peer.paste(
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
    peer.paste(html("<tr><th>a</th><th>b</th></tr><tr><th>c</th><td>d</td></tr>"));
    expect(peer.node.child(0).attrs).toMatchObject({ headerRow: true, headerColumn: true });
  });

  it("goes into the cells from the cursor on, and the table grows", () => {
    const peer = withTable().inCell(2, 1);
    peer.paste(html("<tr><td>1</td><td>2</td><td>3</td></tr><tr><td></td><td>5</td></tr>"));
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
    peer.paste({
      "text/html": "<p>one</p><table><tr><td>two</td><td>three</td></tr></table>",
    });
    expect(peer.cells[1]?.[1]).toBe("eone|two|three");
  });

  it("of a page's layout is not one", () => {
    const peer = new Peer();
    peer.paste(html("<tr><td><p>one</p><p>two</p></td></tr>"));
    expect(peer.texts).toEqual(["one", "two"]);
  });

  it.each(["999999999", "-1", "x", "1e9"])("cannot span %s columns", (span) => {
    const peer = new Peer();
    const cell = `<td colspan="${span}" rowspan="${span}">a</td><td>b</td>`;
    peer.paste(html(`<tr>${cell}</tr><tr>${cell}</tr>`));
    expect(peer.words).toEqual(["a", "b", "a", "b"]);
    expect(peer.inCell(0, 0).run(addRowAfter)).toBe(true);
  });
});

describe("text with tabs", () => {
  const TEXT = 'a\tb\r\n1\t"two\nlines, ""quoted"""\r\n';

  it("is a table", () => {
    const peer = new Peer();
    peer.paste({ "text/plain": TEXT });
    expect(peer.cells).toEqual([
      ["a", "b"],
      ["1", 'two\nlines, "quoted"'],
    ]);
  });

  it("goes into cells", () => {
    const peer = withTable().inCell(0, 1);
    peer.paste({ "text/plain": TEXT });
    expect(peer.cells.slice(0, 2)).toEqual([
      ["a", "a", "b"],
      ["d", "1", 'two\nlines, "quoted"'],
    ]);
  });

  it("is text where lines differ in length", () => {
    const peer = new Peer();
    peer.paste({ "text/plain": "if (a)\n\tb\n" });
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
    other.paste({ "text/html": written });
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

describe("what is pasted into many selected cells", () => {
  const SELECTED: [[number, number], [number, number]] = [
    [0, 1],
    [2, 2],
  ];

  it.each<[string, Record<string, string>]>([
    ["one value", { "text/plain": "42" }],
    [
      "one cell of a spreadsheet",
      { "text/plain": "42", "text/html": "<table><tr><td>42</td></tr></table>" },
    ],
    ["one word of a page", { "text/plain": "42", "text/html": "<b>42</b>" }],
  ])("fills them: %s", (_, data) => {
    const peer = withTable()
      .selectCells(...SELECTED)
      .paste(data);
    expect(peer.cells).toEqual([
      ["a", "42", "42"],
      ["d", "42", "42"],
      ["g", "42", "42"],
    ]);
    expect(peer.editor.state.selection.toJSON().type).toBe("cells");
    expect(new Peer(peer.state).node.toJSON()).toEqual(peer.node.toJSON());
    peer.press("z", { ctrlKey: true });
    expect(peer.cells).toEqual(LETTERS);
  });

  it("fills them with all blocks of one that was copied here", () => {
    const peer = withTable().inCell(1, 1).press("Enter").type("- x");
    const copied = peer.selectCells([1, 1], [1, 1]).copy();
    peer.selectCells([0, 0], [0, 1]).paste(copied);
    expect(peer.cells[0]).toEqual(["e|x", "e|x", "c"]);
    expect(peer.node.child(0).child(0).child(0).child(1).attrs.kind).toBe("bullet");
  });

  it("is repeated where it fits in so many times, and else goes on beyond them", () => {
    const row = html("<tr><td>1</td><td>2</td></tr>");
    const peer = withTable()
      .selectCells(...SELECTED)
      .paste(row);
    expect(peer.cells).toEqual([
      ["a", "1", "2"],
      ["d", "1", "2"],
      ["g", "1", "2"],
    ]);
    const other = withTable()
      .selectCells([0, 0], [1, 0])
      .paste(html("<tr><td>1</td><td>2</td></tr>"));
    expect(other.cells.slice(0, 2)).toEqual([
      ["1", "2", "c"],
      ["d", "e", "f"],
    ]);
  });

  it("leaves their grounds and spans as they are", () => {
    const peer = withTable().selectCells([0, 0], [1, 1]);
    peer.run(merge);
    peer.run(setBackground("green"));
    peer.selectCells([0, 0], [2, 2]).paste({ "text/plain": "42" });
    expect(peer.cells).toEqual([["42", "42"], ["42"], ["42", "42", "42"]]);
    const [first] = peer.node.child(0).child(0).content.content;
    expect(first?.attrs).toMatchObject({ colspan: 2, rowspan: 2, background: "green" });
  });
});
