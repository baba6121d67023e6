import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { HttpSocket } from "./httpSocket";

const URL = "http://server/http/hocuspocus";

interface Post {
  headers: Record<string, string>;
  body: number[];
  answer: (status: number) => void;
  fail: () => void;
}

/** A server that answers when it is told to. */
let events: ReadableStreamDefaultController<Uint8Array>;
let posts: Post[];
let socket: HttpSocket;
let heard: (string | number)[];

beforeEach(() => {
  posts = [];
  heard = [];
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      events = controller;
    },
  });
  vi.stubGlobal("fetch", (_url: string, init: RequestInit) => {
    if (!init.body) return Promise.resolve(new Response(stream));
    return new Promise<Response>((resolve, reject) => {
      posts.push({
        headers: init.headers as Record<string, string>,
        body: [...(init.body as Uint8Array)],
        answer: (status) => resolve(new Response(null, { status })),
        fail: () => reject(new TypeError("no network")),
      });
    });
  });
  socket = new HttpSocket(URL);
  socket.addEventListener("open", () => heard.push("open"));
  socket.addEventListener("message", (event) => {
    heard.push(...new Uint8Array((event as MessageEvent<ArrayBuffer>).data));
  });
  socket.addEventListener("close", (event) => heard.push(`close ${(event as CloseEvent).code}`));
});

afterEach(() => {
  socket.close();
  vi.unstubAllGlobals();
});

function tell(kind: string, data: string): void {
  events.enqueue(new TextEncoder().encode(`event: ${kind}\ndata: ${data}\n\n`));
}

async function open(): Promise<void> {
  tell("open", "id");
  await vi.waitUntil(() => socket.readyState === WebSocket.OPEN);
}

async function posted(count: number): Promise<Post> {
  await vi.waitUntil(() => posts.length >= count);
  return posts[count - 1] as Post;
}

it("opens, hears frames, and closes with the server's code", async () => {
  await open();
  tell("message", btoa("\x01\xff"));
  tell("close", "1013");
  await vi.waitUntil(() => socket.readyState === WebSocket.CLOSED);
  expect(heard).toEqual(["open", 1, 255, "close 1013"]);
});

it("sends one piece at a time, with all that came meanwhile in the next", async () => {
  await open();
  for (const byte of [1, 2, 3]) socket.send(Uint8Array.of(byte));
  const first = await posted(1);
  expect(first.headers).toEqual({ "Collab-Connection": "id", "Collab-Piece": "1" });
  expect(first.body).toEqual([0, 0, 0, 1, 1]);
  first.answer(204);
  const second = await posted(2);
  expect(second.headers["Collab-Piece"]).toBe("2");
  expect(second.body).toEqual([0, 0, 0, 1, 2, 0, 0, 0, 1, 3]);
});

it.each([
  ["has no answer", (post: Post) => post.fail()],
  ["reached another process", (post: Post) => post.answer(421)],
  ["met a proxy without a server", (post: Post) => post.answer(502)],
])("sends a piece again that %s", async (_case, meet) => {
  await open();
  socket.send(Uint8Array.of(1));
  const first = await posted(1);
  meet(first);
  const second = await posted(2);
  expect(second.headers).toEqual(first.headers);
  expect(second.body).toEqual(first.body);
});

it("is over when the connection is gone, with the reason if it is told", async () => {
  await open();
  socket.send(Uint8Array.of(1));
  (await posted(1)).answer(400);
  tell("close", "4400");
  await vi.waitUntil(() => socket.readyState === WebSocket.CLOSED);
  expect(heard).toEqual(["open", "close 4400"]);
});

it("is over when nobody says why a piece was refused", async () => {
  await open();
  socket.send(Uint8Array.of(1));
  (await posted(1)).answer(410);
  await vi.waitUntil(() => socket.readyState === WebSocket.CLOSED, 3000);
  expect(heard).toEqual(["open", "close 1006"]);
});

it("is over when the stream of events breaks off", async () => {
  await open();
  events.error(new TypeError("cut"));
  await vi.waitUntil(() => socket.readyState === WebSocket.CLOSED);
  expect(heard).toEqual(["open", "close 1006"]);
});

it("says nothing more once it was closed here", async () => {
  await open();
  socket.close();
  tell("message", btoa("\x01"));
  await Promise.resolve();
  expect(heard).toEqual(["open", "close 1000"]);
});
