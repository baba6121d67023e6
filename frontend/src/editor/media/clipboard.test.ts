import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { adopt, hasWords } from "./adopt";
import type { Uploads } from "./uploads";

const DOCUMENT = "11111111-2222-4333-8444-555555555555";
const OTHER = "99999999-2222-4333-8444-555555555555";
const IMAGE = "0f8fad5b-d9cb-469f-a165-70867728950e";
const ORIGIN = location.origin;

const uploads = { start: vi.fn(() => "started"), copy: vi.fn(() => "copied") };

beforeEach(() => history.replaceState(null, "", `/d/${DOCUMENT}/`));
afterEach(() => history.replaceState(null, "", "/"));

function adopted(html: string): [string, number] {
  const root = document.createElement("div");
  root.innerHTML = html;
  const left = adopt(root, uploads as unknown as Uploads);
  return [root.innerHTML, left];
}

const img = (document: string) =>
  `<img src="${ORIGIN}/d/${document}/files/${IMAGE}/large" width="9">`;

it("an image of this document stays what it is", () => {
  const [html, left] = adopted(`<figure data-media="image">${img(DOCUMENT)}</figure>`);
  expect(html).toContain(`data-attachment="${IMAGE}"`);
  expect(html).toContain('width="9"');
  expect(left).toBe(0);
  expect(uploads.copy).not.toHaveBeenCalled();
});

it("an image of another document here is copied, and has no size until it is there", () => {
  const [html] = adopted(`<figure data-media="image">${img(OTHER)}</figure>`);
  expect(uploads.copy).toHaveBeenCalledWith(`/d/${OTHER}/files/${IMAGE}/large`, "image", true);
  expect(html).toContain('data-attachment="copied"');
  expect(html).not.toContain("width");
});

it("a file of another document here is copied by its name", () => {
  const link = `<a href="${ORIGIN}/d/${OTHER}/files/${IMAGE}/file"></a>`;
  adopted(`<div data-media="file"><span class="file-name">plan.pdf</span>${link}</div>`);
  expect(uploads.copy).toHaveBeenCalledWith(`/d/${OTHER}/files/${IMAGE}/file`, "plan.pdf", false);
});

it("an image in the HTML itself is uploaded", () => {
  const [html] = adopted(`<img src="data:image/png;base64,${btoa("bytes")}">`);
  expect(uploads.start).toHaveBeenCalledWith(expect.objectContaining({ type: "image/png" }), true);
  expect(html).toContain('data-attachment="started"');
});

it("an image that is not here yet has no size, and what only counts readers is dropped", () => {
  const data = `src="data:image/png;base64,${btoa("bytes")}"`;
  const [html, left] = adopted(
    `<p><img ${data} width="300" height="200"><img ${data} width="1" height="1"></p>`,
  );
  expect(html).toBe(`<p><img ${data} data-attachment="started"></p>`);
  expect(left).toBe(0);
});

it("a figure of another page is one here, with what it says of its only image", () => {
  const img = `<img src="data:image/png;base64,${btoa("bytes")}">`;
  const [html] = adopted(`<figure><a>${img}</a><figcaption>Fig. 1</figcaption></figure>`);
  expect(html).toMatch(/^<figure data-attachment="started" data-media="image">/);
  const [two] = adopted(`<figure data-attachment="${IMAGE}">${img}${img}</figure>`);
  expect(two).toMatch(/^<figure><img [^>]*data-attachment="started"/);
});

it.each([
  "https://example.org/a.png",
  "//example.org/a.png",
  `https://example.org/d/${DOCUMENT}/files/${IMAGE}/large`,
  `/d/${DOCUMENT}/files/${IMAGE}/large/more`,
  "file:///C:/a.png",
  "blob:https://example.org/1",
  "data:image/svg+xml;base64,PHN2Zz4=",
  "javascript:alert(1)",
  "",
])("nothing is taken of %j", (address) => {
  const [html, left] = adopted(`a <img src="${address}" data-attachment="${IMAGE}"> b`);
  expect(html).not.toContain("data-attachment");
  expect(left).toBe(1);
});

it("an image that stands for an emoji is not missed", () => {
  const [html, left] = adopted('<img src="https://example.org/1.png" alt="🙂">');
  expect(html).toContain("🙂");
  expect(left).toBe(0);
});

it("a card that leads elsewhere is none", () => {
  const [html] = adopted('<div data-media="file"><a href="https://example.org">x</a></div>');
  expect(html).toBe("");
});

it.each([
  ["<meta charset='utf-8'><img src='https://example.org/a.png'>", false],
  ["<!--StartFragment--><img src='a'><!--EndFragment-->", false],
  ["<style>p{}</style><p>words</p>", true],
  ["", false],
])("%j has words: %j", (html, expected) => expect(hasWords(html)).toBe(expected));
