/** Text with tabs, as spreadsheets write it: a line for each row, in quotes what has lines itself. */

const MAX_CELLS = 5_000;

/** The cells of such a text, row by row; null for text that is something else. */
export function rowsOfTabs(text: string): string[][] | null {
  if (!text.includes("\t")) return null;
  const rows: string[][] = [[]];
  const cell = /("(?:[^"]|"")*"(?=[\t\r\n]|$)|[^\t\r\n]*)(\t|\r\n?|\n|$)/y;
  for (let end = ""; cell.lastIndex < text.length || end === "\t"; ) {
    const [, words = "", found = ""] = cell.exec(text) ?? [];
    rows.at(-1)?.push(unquoted(words));
    if (found !== "\t" && found !== "" && cell.lastIndex < text.length) rows.push([]);
    end = found;
    if (found === "") break;
  }
  const width = rows[0]?.length ?? 0;
  const isEven = width > 1 && rows.every(({ length }) => length === width);
  return isEven && width * rows.length <= MAX_CELLS ? rows : null;
}

function unquoted(words: string): string {
  return /^".*"$/s.test(words) ? words.slice(1, -1).replaceAll('""', '"') : words;
}
