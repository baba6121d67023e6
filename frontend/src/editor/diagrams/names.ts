/** What a diagram is called for those who do not see it. */

const MAX_LENGTH = 100;

/** The name that the diagram gives itself, or else its first line. */
export function nameOf(source: string): string {
  const given = /^\s*accTitle\s*:\s*(\S.*)$/m.exec(source) ?? /^\s*title:?\s+(\S.*)$/m.exec(source);
  const name = given?.[1] ?? firstLine(source);
  return `Diagram: ${name.trim().slice(0, MAX_LENGTH)}`;
}

/** The first that is neither a comment nor settings. */
function firstLine(source: string): string {
  const body = source
    .replace(/^\s*---\n[\s\S]*?\n\s*---(\n|$)/, "")
    .replace(/%%\{[\s\S]*?\}%%|%%.*$/gm, "");
  return body.trim().split("\n", 1)[0] ?? "";
}
