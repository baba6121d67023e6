/** What the generator tells whoever started it: lines of JSON. */

/** Have processor time and memory of the server read now, under a name. */
export function mark(name) {
  tell({ mark: name });
}

/** Hand over the result. */
export function tell(value) {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
