/** Clipboards for tests: payloads from files, and one that events can carry. */

export interface Payload {
  /** What stands on the clipboard, by type. */
  data: Record<string, string>;
  /** What comes of it, in the notation of documents. */
  blocks: string[];
}

/** Reads a case of the corpus: parts that begin with a line `=== name`; what stands before says what it is. */
export function readPayload(file: string): Payload {
  const [, ...parts] = file.split(/^=== /m);
  const data: Record<string, string> = {};
  for (const part of parts) {
    const end = part.indexOf("\n");
    data[part.slice(0, end)] = part.slice(end + 1).replace(/\n$/, "");
  }
  const { blocks = "", ...types } = data;
  return { data: types, blocks: blocks.split("\n") };
}

/** An event with a clipboard, which jsdom does not have. */
export function clipboardEvent(
  type: "copy" | "cut" | "paste",
  data: Record<string, string>,
): Event {
  const clipboardData = {
    types: Object.keys(data),
    files: [],
    items: [],
    getData: (name: string) => data[name] ?? "",
    setData: (name: string, value: string) => {
      data[name] = value;
    },
    clearData: () => {
      for (const name of Object.keys(data)) delete data[name];
    },
  };
  const event = new Event(type, { bubbles: true, cancelable: true });
  return Object.assign(event, { clipboardData });
}
