/** What is looked for, and how a text is searched for it. Runs on the page and in a worker. */

export interface Query {
  text: string;
  matchCase: boolean;
  wholeWord: boolean;
  isRegex: boolean;
}

/** A search as it is sent to a worker. */
export interface Request {
  source: string;
  flags: string;
  texts: string[];
  /** What matches are to be replaced by; absent where they are only looked for. */
  replacement?: string;
  /** Whether a person wrote the expression; then `$1`, `$&` and `$<name>` refer to its parts. */
  isExpression: boolean;
}

/** A match inside a text. */
export interface Found {
  from: number;
  to: number;
  replacement?: string;
}

/** A search that came to nothing; the message is for the person who searches. */
export class SearchError extends Error {}

const LIMIT = 100_000;
const LETTER = String.raw`[\p{L}\p{M}\p{N}_]`;

/** The search for a query in these texts; throws a SearchError for an expression with a mistake. */
export function requestOf(query: Query, texts: string[], replacement?: string): Request {
  const { text, matchCase, wholeWord, isRegex } = query;
  if (isRegex) check(text);
  const expression = isRegex ? `(?:${text})` : escaped(text);
  const source = wholeWord ? `(?<!${LETTER})${expression}(?!${LETTER})` : expression;
  return { source, flags: matchCase ? "gmu" : "gimu", texts, replacement, isExpression: isRegex };
}

/** Everything found in each of the texts, empty matches left out. */
export function search({ source, flags, texts, replacement, isExpression }: Request): Found[][] {
  const expression = new RegExp(source, flags);
  let count = 0;
  return texts.map((text) => {
    const found: Found[] = [];
    for (const match of text.matchAll(expression)) {
      if (match[0] === "") continue;
      if (++count > LIMIT) throw new SearchError("Too many matches. Look for something longer.");
      const to = match.index + match[0].length;
      const written = isExpression && replacement ? filled(replacement, match) : replacement;
      found.push({ from: match.index, to, replacement: written });
    }
    return found;
  });
}

/** The text as an expression that matches it and nothing else. */
export function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

function check(source: string): void {
  try {
    new RegExp(source, "u");
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split(": ").at(-1) ?? "") : "";
    throw new SearchError(`Not a complete expression: ${reason.toLowerCase()}`);
  }
}

/** The replacement with the parts of the match that it names. */
function filled(template: string, match: RegExpExecArray): string {
  return template.replace(
    /\$(?:(\$)|(&)|([1-9]\d?)|<([^>]+)>)/g,
    (whole, dollar, all, nth, name) => {
      if (dollar) return "$";
      if (all) return match[0];
      if (nth) return Number(nth) < match.length ? (match[Number(nth)] ?? "") : whole;
      return match.groups && name in match.groups ? (match.groups[name] ?? "") : whole;
    },
  );
}
