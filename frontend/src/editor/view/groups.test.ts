import { expect, it } from "vitest";
import { mayStart } from "./groups";

it.each([
  ["<p></p>", true],
  ["<h3></h3>", true],
  ["<p data-indent='1'></p>", false],
  ["<ol></ol>", false],
  ["<blockquote></blockquote>", false],
  ["<pre></pre>", false],
])("%s may begin a group: %s", (html, may) => {
  const { content } = Object.assign(document.createElement("template"), { innerHTML: html });
  expect(mayStart(content.firstChild as Element)).toBe(may);
});
