/** Reads server-sent events from a response, for requests that `EventSource` cannot make. */

export interface ServerEvent {
  kind: string;
  data: string;
}

/** Hands over the events as they come; resolves when there are no more. Data has a single line. */
export async function readEvents(
  body: ReadableStream<Uint8Array>,
  take: (event: ServerEvent) => void,
): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let kind = "message";
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const text = decoder.decode(part.value, { stream: true });
    // A long line comes in many parts, and is put together once.
    const end = text.lastIndexOf("\n");
    if (end < 0) {
      rest += text;
      continue;
    }
    const lines = (rest + text.slice(0, end)).split("\n");
    rest = text.slice(end + 1);
    for (const line of lines) {
      if (line.startsWith("event: ")) kind = line.slice("event: ".length);
      if (line.startsWith("data: ")) take({ kind, data: line.slice("data: ".length) });
    }
  }
}
