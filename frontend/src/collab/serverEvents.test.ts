// @vitest-environment node
import { expect, it } from "vitest";
import { readEvents, type ServerEvent } from "./serverEvents";

const STREAM =
  ":  \nevent: open\ndata: ü.1\n\nevent: message\ndata: AAA=\n\n: quiet\n\nevent: close\ndata: 1013\n\n";
const EVENTS: ServerEvent[] = [
  { kind: "open", data: "ü.1" },
  { kind: "message", data: "AAA=" },
  { kind: "close", data: "1013" },
];

function cut(bytes: Uint8Array, length: number): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (let start = 0; start < bytes.length; start += length) {
        controller.enqueue(bytes.subarray(start, start + length));
      }
      controller.close();
    },
  });
}

it.each([1, 2, 3, 7, 1000])("reads events that come in parts of %i bytes", async (length) => {
  const events: ServerEvent[] = [];
  await readEvents(cut(new TextEncoder().encode(STREAM), length), (event) => events.push(event));
  expect(events).toEqual(EVENTS);
});
