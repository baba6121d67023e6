/** The addresses that matter without a server. */

/** Stands in the kept pages where a document's id belongs. */
export const NO_DOCUMENT = "00000000-0000-0000-0000-000000000000";

export const LIST = "/offline/list";

/** A page for any document in which one has this role, without anybody's words in it. */
export const editorFor = (role: string) => `/offline/editor/${role}`;

/** The id of the document whose page this is; null for every other page. */
export function documentAt(pathname: string): string | null {
  return /^\/d\/([0-9a-f-]{36})\/$/.exec(pathname)?.[1] ?? null;
}
