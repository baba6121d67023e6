/** Words that stand for something: a person, a document, a day. */
import { Mark } from "@tiptap/core";

const PERSON = /^(?:user-\d{1,18}|visitor-[0-9a-f]{1,32})$/;
const DOCUMENT = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DAY = /^(?!0000)\d{4}-\d{2}-\d{2}$/;

/** A mention of a person, by what names them and grants nothing, or of a document, by its id. */
export const Mention = Mark.create({
  name: "mention",
  inclusive: false,
  addAttributes: () => ({
    person: { default: null, rendered: false },
    document: { default: null, rendered: false },
  }),
  parseHTML: () => [
    {
      tag: "[data-person]",
      getAttrs: ({ dataset }) => isPerson(dataset.person) && { person: dataset.person },
    },
    {
      tag: "[data-document]",
      // Before that of links, which it looks like.
      priority: 60,
      getAttrs: ({ dataset }) => isDocument(dataset.document) && { document: dataset.document },
    },
  ],
  // Another client may have stored anything at all, so it is judged again here.
  renderHTML: ({ mark: { attrs } }) => {
    if (isDocument(attrs.document)) {
      const href = `/d/${attrs.document}/`;
      const link = { href, target: "_blank", rel: "noopener" };
      return ["a", { "data-document": attrs.document, ...link }, 0];
    }
    return ["span", isPerson(attrs.person) ? { "data-person": attrs.person } : {}, 0];
  },
});

/** A day, written in words. */
export const DateMark = Mark.create({
  name: "date",
  inclusive: false,
  addAttributes: () => ({ day: { default: null, rendered: false } }),
  parseHTML: () => [
    {
      tag: "time[datetime]",
      getAttrs: (element) => {
        const day = element.getAttribute("datetime");
        return isDay(day) && { day };
      },
    },
  ],
  renderHTML: ({ mark: { attrs } }) =>
    isDay(attrs.day) ? ["time", { datetime: attrs.day }, 0] : ["span", 0],
});

export function isPerson(id: unknown): id is string {
  return typeof id === "string" && PERSON.test(id);
}

export function isDocument(id: unknown): id is string {
  return typeof id === "string" && DOCUMENT.test(id);
}

/** Whether it is a day of the calendar, as YYYY-MM-DD. */
export function isDay(day: unknown): day is string {
  if (typeof day !== "string" || !DAY.test(day)) return false;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
