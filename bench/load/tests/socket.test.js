import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { WebSocketServer } from "ws";
import { frame, Socket } from "../socket.js";

/** A server on a free port, and its address. */
async function serving(t) {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  t.after(() => server.close());
  await once(server, "listening");
  return [server, `ws://127.0.0.1:${server.address().port}/`];
}

test("messages of every size come and go unharmed", async (t) => {
  const [server, url] = await serving(t);
  server.on("connection", (peer) => peer.on("message", (data) => peer.send(data)));
  const sizes = [0, 1, 125, 126, 65535, 65536, 3_000_000];
  const received = [];
  await new Promise((resolve, reject) => {
    const socket = new Socket(url, {
      opened: () => {
        for (const size of sizes) socket.send(frame(Buffer.alloc(size, size % 251)));
      },
      received: (buffer, start, end) => {
        received.push(Buffer.from(buffer.subarray(start, end)));
        if (received.length === sizes.length) resolve();
      },
      ended: reject,
    });
    t.after(() => socket.close());
  });
  assert.deepEqual(
    received,
    sizes.map((size) => Buffer.alloc(size, size % 251)),
  );
});

test("a message in fragments is one message", async (t) => {
  const [server, url] = await serving(t);
  server.on("connection", (peer) => {
    peer.send(Buffer.from("one "), { fin: false });
    peer.send(Buffer.from("message"), { fin: true });
  });
  const text = await new Promise((resolve, reject) => {
    const socket = new Socket(url, {
      opened: () => {},
      received: (buffer, start, end) => resolve(buffer.toString("utf8", start, end)),
      ended: reject,
    });
    t.after(() => socket.close());
  });
  assert.equal(text, "one message");
});

test("the server's close code is told", async (t) => {
  const [server, url] = await serving(t);
  server.on("connection", (peer) => peer.close(4403));
  const reason = await new Promise((resolve) => {
    new Socket(url, { opened: () => {}, received: () => {}, ended: resolve });
  });
  assert.equal(reason, "closed with 4403");
});
