/** Asks whom and what can be mentioned: the server, and who is seen to be here. */
import type { Mentionable } from "../editor/tokens/mentions";
import type { Present } from "./company";

/** Finds people and documents by a part of their name; throws when there is no answer. */
export async function lookUp(
  url: string,
  query: string,
  here: readonly Pick<Present, "id" | "name">[],
): Promise<Mentionable> {
  const answer = await fetch(`${url}?${new URLSearchParams({ q: query })}`);
  if (!answer.ok) throw new Error(`no mentions: ${answer.status}`);
  const { people, documents }: Mentionable = await answer.json();
  // The server hears of somebody who has just come a second later than this page does.
  const wanted = query.trim().toLowerCase();
  const missing = here
    .filter(({ id, name }) => isIn(name, wanted) && people.every((person) => person.id !== id))
    .map(({ id, name }) => ({ id, name }));
  const all = [...people, ...missing].sort((a, b) => a.name.localeCompare(b.name));
  return { people: all, documents };
}

function isIn(name: string, wanted: string): boolean {
  return name.toLowerCase().includes(wanted);
}
