/** Mermaid's complaints, in words for people. */

const MAX_LENGTH = 120;

/** What is wrong with the source of a diagram that could not be drawn. */
export function explain(error: unknown, source: string): string {
  const told = error instanceof Error ? error.message : String(error);
  if (/No diagram type detected/.test(told)) {
    return "The first line says what kind of diagram it is, such as “flowchart LR”.";
  }
  if (
    error instanceof RangeError ||
    /^Maximum text size|Too many edges|maxEdges|Edge limit/i.test(told)
  ) {
    return "This is too large to draw.";
  }
  const [, line] = /line:? (\d+)/i.exec(told) ?? [];
  // The end may be told as a line behind it.
  const last = source.trimEnd().split("\n").length;
  if (line) return `Line ${Math.min(Number(line), last)} cannot be read.`;
  const [first = ""] = told.split("\n");
  if (first === "" || error instanceof TypeError) return "This cannot be drawn.";
  return first.length > MAX_LENGTH ? `${first.slice(0, MAX_LENGTH)}…` : first;
}
