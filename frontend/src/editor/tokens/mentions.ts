/** "@" asks for a person, a document or a day. */
import type { Asker, Option } from "../menus/question";
import { search } from "../menus/search";
import { daysNamed, insertDay, wordsOf } from "./dates";
import { insertToken } from "./tokens";

interface Named {
  id: string;
  name: string;
}

/** Whom and what can be mentioned here. */
export interface Mentionable {
  people: Named[];
  documents: Named[];
}

/** Looks for what goes by a part of a name; throws when that cannot be had. */
export type LookUp = (query: string) => Promise<Mentionable>;

const NOTHING: Mentionable = { people: [], documents: [] };
/** A pause in typing so long asks. */
const PAUSE_MS = 150;

export function mentions(lookUp: LookUp): Asker {
  const known = new Map<string, Mentionable>();
  let last = NOTHING;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const ask = async (query: string, onMore: () => void) => {
    try {
      last = await lookUp(query);
      known.set(query, last);
    } catch {
      // Offline, most likely: what was found before is offered still.
      return;
    }
    onMore();
  };

  return {
    sign: "@",
    label: "Mention",
    pattern: /^(?!\s)[^@\n]{0,30}$/,
    find: (query) => optionsOf(known.get(query) ?? narrowed(last, query), query),
    prepare: (query, onMore) => {
      clearTimeout(timer);
      // What was asked for before may have changed; it is asked for once in every question.
      if (query === "") known.clear();
      if (!known.has(query)) timer = setTimeout(() => ask(query, onMore), query ? PAUSE_MS : 0);
    },
  };
}

function optionsOf({ people, documents }: Mentionable, query: string): Option[] {
  return [
    ...people.map(({ id, name }) => ({
      group: "People",
      label: name,
      icon: "circle-user",
      run: insertToken(`@${name}`, "mention", { person: id }),
    })),
    ...daysNamed(query).map(({ day, name }) => ({
      group: "Dates",
      label: name ? `${name[0]?.toUpperCase()}${name.slice(1)}` : wordsOf(day),
      icon: "calendar-days",
      keys: name ? wordsOf(day) : undefined,
      run: insertDay(day),
    })),
    ...documents.map(({ id, name }) => ({
      group: "Documents",
      label: name,
      icon: "file-text",
      run: insertToken(name, "mention", { document: id }),
    })),
  ];
}

/** Of what was found for fewer letters, while the answer for all of them is on its way. */
function narrowed({ people, documents }: Mentionable, query: string): Mentionable {
  const among = (named: Named[]) =>
    search(
      named.map((one) => ({ ...one, label: one.name, words: "" })),
      query,
    );
  return { people: among(people), documents: among(documents) };
}
