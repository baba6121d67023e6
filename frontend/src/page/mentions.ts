/** Asks the server whom and what can be mentioned. */
import type { Mentionable } from "../editor/tokens/mentions";

/** Finds people and documents by a part of their name; throws when there is no answer. */
export async function lookUp(url: string, query: string): Promise<Mentionable> {
  const answer = await fetch(`${url}?${new URLSearchParams({ q: query })}`);
  if (!answer.ok) throw new Error(`no mentions: ${answer.status}`);
  return answer.json();
}
