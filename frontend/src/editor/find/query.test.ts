// @vitest-environment node
import { expect, it } from "vitest";
import { type Query, requestOf, SearchError, search } from "./query";

const PLAIN: Query = { text: "", matchCase: false, wholeWord: false, isRegex: false };

/** The matched parts of a text, or what they are replaced by. */
function found(query: Partial<Query>, text: string, replacement?: string) {
  const [all = []] = search(requestOf({ ...PLAIN, ...query }, [text], replacement));
  return all.map((one) => one.replacement ?? text.slice(one.from, one.to));
}

it("takes what is typed as it stands, in any case", () => {
  expect(found({ text: "a.c" }, "abc A.C a.c")).toEqual(["A.C", "a.c"]);
  expect(found({ text: "(x)/[y]-$1\\" }, "say (x)/[y]-$1\\ now")).toEqual(["(x)/[y]-$1\\"]);
  expect(found({ text: "STRASSE", matchCase: true }, "Strasse STRASSE")).toEqual(["STRASSE"]);
});

it("finds whole words in any script", () => {
  expect(found({ text: "art", wholeWord: true }, "art, start arty Art")).toEqual(["art", "Art"]);
  expect(found({ text: "été", wholeWord: true }, "été étés l'été")).toEqual(["été", "été"]);
  expect(found({ text: "a|b", wholeWord: true, isRegex: true }, "a ab b")).toEqual(["a", "b"]);
});

it("never splits a character, and never matches nothing", () => {
  expect(found({ text: ".", isRegex: true }, "a😀")).toEqual(["a", "😀"]);
  expect(found({ text: "x*", isRegex: true }, "axxb")).toEqual(["xx"]);
});

it("lets ^ and $ stand for the lines of a block", () => {
  expect(found({ text: "^\\w+$", isRegex: true }, "one\ntwo three\nfour")).toEqual(["one", "four"]);
});

it("fills in the parts of an expression's match, and of nothing else", () => {
  const dates = { text: String.raw`(?<day>\d+)\.(\d+)\.`, isRegex: true };
  expect(found(dates, "on 24.12.", "$2/$<day> ($&) $$1 $3")).toEqual(["12/24 (24.12.) $1 $3"]);
  expect(found({ text: "price" }, "the price", "$&1")).toEqual(["$&1"]);
});

it("says kindly what is wrong with an expression", () => {
  expect(() => found({ text: "(a", isRegex: true }, "a")).toThrow(SearchError);
  expect(() => found({ text: "a)(b", isRegex: true, wholeWord: true }, "a")).toThrow(
    /^Not a complete expression: \w+/,
  );
});

it("gives up when there are more matches than anybody could want", () => {
  expect(() => found({ text: "e" }, "e".repeat(100_001))).toThrow("Too many matches");
});
