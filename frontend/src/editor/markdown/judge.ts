/** Whether a text is meant as markdown. A star in a sentence is none, and neither is a program. */

/** What nobody writes by chance; each in a line of its own. */
const CLEAR = [
  /^#{1,6} \S/,
  /^ {0,3}(?:```|~~~)/,
  /^\s*[-*+] \[[ xX]\] \S/,
  /^> \[!\w+\]/,
  /^\|?(?:\s*:?-{3,}:?\s*\|)+(?:\s*:?-{3,}:?\s*)?$/,
  /\*\*[^\s*](?:[^*]*[^\s*])?\*\*/,
  /\[[^\]\n]+\]\((?:https?:\/\/|mailto:)[^\s)]+\)/,
];

/** What also stands in other texts: it takes two of them. */
const LIKELY = [
  /^\s*[-*+] \S/,
  /^\s*\d{1,3}[.)] \S/,
  /^> \S/,
  /^(?:---|\*\*\*|___)$/,
  /(?<![`\w])`[^`\n]+`(?!`)/,
  /(?<!~)~~[^~\s][^~\n]*~~/,
];

/** Lines of programs and their settings. */
const CODE =
  /[;{}]$|^\s*(?:import|from|const|let|var|def|class|return|if|for|function|export|public|private|#include|#!|<\/?\w)|^\s*[-\s]*[\w.-]+:(?:\s|$)(?!.*[.!?]$)|^\s*[\w.]+\(.*\)$|^\s*\$ |\w=["'\w]/;

/** So much of the lines may look like code. */
const CODE_SHARE = 0.34;

/** How much is looked at: the start of a text tells, and expressions take long for long lines. */
const MAX_LINES = 1_000;
const MAX_LENGTH = 400;

export function isMarkdown(text: string): boolean {
  const lines = proseOf(text);
  const count = (patterns: RegExp[]) =>
    lines.filter((line) => patterns.some((pattern) => pattern.test(line))).length;
  const clear = count(CLEAR);
  if (clear === 0 && count(LIKELY) < 2) return false;
  return count([CODE]) <= lines.length * CODE_SHARE;
}

/** The lines in which something stands; of fenced code, only the fences. */
function proseOf(text: string): string[] {
  let fence: string | null = null;
  return text
    .slice(0, MAX_LINES * MAX_LENGTH)
    .split(/\r\n?|\n/, MAX_LINES)
    .map((line) => line.slice(0, MAX_LENGTH))
    .filter((line) => {
      const [, mark] = /^ {0,3}(```|~~~)/.exec(line) ?? [];
      if (fence === null) {
        fence = mark ?? null;
        return line.trim() !== "";
      }
      if (mark === fence) fence = null;
      return false;
    });
}
