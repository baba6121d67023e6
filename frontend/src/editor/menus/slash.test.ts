/** The slash menu as the keyboard sees it; what it looks like is tried in the browser. */
import { describe, expect, it } from "vitest";
import { exchange, Peer, stateOf } from "../../testing/peers";
import { icon } from "./icons";
import { GROUPS, INSERTIONS, KINDS_OF_BLOCK } from "./insertions";
import { questionKey } from "./question";
import { search } from "./search";

/** The names that the menu offers; null while it is closed. */
function offered(peer: Peer): string[] | null {
  const slash = questionKey.getState(peer.editor.state);
  return slash ? slash.found.map(({ label }) => label) : null;
}

describe("what there is", () => {
  it("has an icon each, and stands in the order of the groups", () => {
    for (const { icon: name } of INSERTIONS) expect(icon(name).querySelector("svg")).not.toBeNull();
    const groups = INSERTIONS.map(({ group }) => GROUPS.indexOf(group));
    expect(groups).toEqual(groups.toSorted((a, b) => a - b));
  });

  it.each([
    ["", INSERTIONS.length],
    ["head", ["Heading 1", "Heading 2", "Heading 3", "Heading 4"]],
    ["h2", ["Heading 2"]],
    ["LIST", ["Bulleted list", "Numbered list", "Task list"]],
    ["todo", ["Task list"]],
    ["heading3", ["Heading 3"]],
    ["divi", ["Horizontal rule"]],
    ["téxt", ["Text"]],
    ["nothing like it", []],
  ])("is found by %j", (query, names) => {
    const found = search(INSERTIONS, query).map(({ label }) => label);
    expect(typeof names === "number" ? found.length : found).toEqual(names);
  });

  it.each(KINDS_OF_BLOCK.map((kind) => [kind.label, kind] as const))(
    "turns a block into %s and says so",
    (_, kind) => {
      const alice = new Peer(stateOf([{ text: "words", kind: "quote", indent: 1 }]));
      alice.after("words").run(kind.run);
      expect(kind.isOn(alice.editor.state)).toBe(true);
      expect(alice.texts).toEqual(["words"]);
    },
  );
});

describe("a slash", () => {
  it("asks at the start of a block and behind a space, and nowhere else", () => {
    const alice = new Peer();
    expect(offered(alice.type("/"))).toContain("Heading 1");
    alice.press("Escape").type(" ");
    expect(offered(alice.type("/"))).toContain("Heading 1");
    expect(offered(alice.press("Escape").type(" and/"))).toBeNull();
    expect(offered(alice.type("or"))).toBeNull();
    expect(offered(alice.press("Enter", { shiftKey: true }).type("/"))).not.toBeNull();
    expect(alice.texts).toEqual(["/ / and/or\n/"]);
  });

  it("is text in code, with a space behind it, and in an address", () => {
    const alice = new Peer(stateOf([{ text: "", kind: "code" }, { text: "" }]));
    expect(offered(alice.select(0, 0).type("/"))).toBeNull();
    expect(offered(alice.select(1, 0).type("1 / "))).toBeNull();
    expect(offered(alice.type("/usr"))).toEqual([]);
    expect(offered(alice.type("/bin"))).toBeNull();
    expect(alice.texts).toEqual(["/", "1 / /usr/bin"]);
  });

  it("narrows with what is typed, and widens with what is deleted", () => {
    const alice = new Peer();
    expect(offered(alice.type("/quo"))).toEqual(["Quote"]);
    expect(offered(alice.type("x"))).toEqual([]);
    const { tr } = alice.editor.state;
    alice.editor.view.dispatch(tr.delete(4, 6));
    expect(offered(alice)).toEqual(["Quote"]);
    alice.editor.view.dispatch(alice.editor.state.tr.delete(1, 4));
    expect(offered(alice)).toBeNull();
  });

  it("offers a way to go only where there is one", () => {
    const alice = new Peer(stateOf([{ text: "" }, { text: "last" }]));
    expect(offered(alice.select(0, 0).type("/move"))).toEqual(["Move down"]);
    alice.press("Enter");
    expect(alice.texts).toEqual(["last", ""]);
    expect(offered(alice.type("/move"))).toEqual(["Move up"]);
  });

  it("is over when the cursor goes elsewhere", () => {
    const alice = new Peer(stateOf([{ text: "a /b" }, { text: "" }]));
    alice.select(1, 0).type("/");
    expect(offered(alice.select(0, 4))).toBeNull();
    expect(offered(alice.select(1, 1))).toBeNull();
  });
});

describe("choosing", () => {
  it.each(["Enter", "Tab"])("with %s takes the question away and does it", (key) => {
    const alice = new Peer();
    alice.type("/h2").press(key).type("Title");
    expect(alice.texts).toEqual(["Title"]);
    expect(alice.kinds).toEqual(["heading"]);
    expect(alice.node.firstChild?.attrs.level).toBe(2);
  });

  it("goes up and down, around the ends", () => {
    const alice = new Peer();
    alice.type("/list").press("ArrowDown").press("ArrowDown").press("ArrowDown").press("ArrowUp");
    alice.press("Enter");
    expect(alice.kinds).toEqual(["task"]);
  });

  it("leaves the words around it alone", () => {
    const alice = new Peer(stateOf([{ text: "before after" }]));
    alice.select(0, 7).type("/num").press("Enter");
    expect(alice.texts).toEqual(["before after"]);
    expect(alice.kinds).toEqual(["ordered"]);
    alice.type("x");
    expect(alice.texts).toEqual(["before xafter"]);
  });

  it("puts a rule between the words before and behind", () => {
    const alice = new Peer(stateOf([{ text: "before after" }]));
    alice.select(0, 7).type("/hr").press("Enter");
    expect(alice.texts).toEqual(["before ", "---", "after"]);
  });

  it("is not what Escape and Enter do when nothing is found", () => {
    const alice = new Peer();
    alice.type("/zzz").press("Enter").type("on /h1").press("Escape").type(" ").press("Enter");
    expect(alice.texts).toEqual(["/zzz", "on /h1 ", ""]);
    expect(alice.kinds).toEqual(["paragraph", "paragraph", "paragraph"]);
  });
});

describe("while somebody else writes", () => {
  it("in front of it in the same block, it stays and takes only itself away", () => {
    const state = stateOf([{ text: "first" }, { text: "alpha " }]);
    const [alice, bob] = [new Peer(state), new Peer(state)];
    alice.after("alpha ").type("/hea");
    bob.select(1, 0).type("typed ").select(0, 0).type("above ").press("Enter");
    exchange(alice, bob);
    expect(offered(alice)).toHaveLength(4);
    alice.press("ArrowDown").press("Enter").type("on");
    exchange(alice, bob);
    expect(alice.texts).toEqual(["above ", "first", "typed alpha on"]);
    expect(bob.node.toJSON()).toEqual(alice.node.toJSON());
  });

  it("into the question itself, their words stay as text", () => {
    const alice = new Peer();
    const bob = new Peer(alice.state);
    alice.type("/he");
    exchange(alice, bob);
    bob.after("/h").type("typed");
    exchange(alice, bob);
    expect(offered(alice)).toBeNull();
    expect(alice.texts).toEqual(["/htypede"]);
  });
});
