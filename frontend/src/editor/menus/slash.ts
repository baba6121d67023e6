/** "/" asks for whatever can be inserted. */
import { GROUPS, INSERTIONS } from "./insertions";
import type { Asker } from "./question";
import { search } from "./search";

export const SLASH: Asker = {
  sign: "/",
  label: "Insert",
  pattern: /^(?!\s)[^/\n]*$/,
  find: (query, state) => {
    const useful = INSERTIONS.filter(({ isOf }) => isOf?.(state) ?? true);
    const found = search(useful, query);
    if (query) return found.map(({ group: _, ...option }) => option);
    return found.toSorted((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group));
  },
};
