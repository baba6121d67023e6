import { HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as Y from "yjs";
import { FakeServer } from "../testing/fakeServer";
import { incomingOf } from "./incoming";
import { CountingProvider } from "./provider";

let server: FakeServer;
let doc: Y.Doc;
let socket: HocuspocusProviderWebsocket;
let provider: CountingProvider;

beforeEach(() => {
  server = new FakeServer("doc");
  doc = new Y.Doc();
  socket = new HocuspocusProviderWebsocket({
    url: "ws://server",
    WebSocketPolyfill: server.WebSocket,
    delay: 1,
    minDelay: 1,
    jitter: false,
  });
  provider = new CountingProvider({ name: "doc", document: doc, websocketProvider: socket });
  provider.on("stateless", ({ payload }: { payload: string }) => {
    provider.isOfOneSchema = JSON.parse(payload).version === "today's";
  });
  provider.attach();
});

afterEach(() => {
  provider.destroy();
  socket.destroy();
});

function type(text: string): void {
  const shared = doc.getText("t");
  shared.insert(shared.length, text);
}

function stored(): string {
  return server.doc.getText("t").toString();
}

/** Lets the server accept the connection; resolves when the client has said what it has seen. */
async function connect(): Promise<void> {
  server.accept();
  await vi.waitUntil(() => server.received.includes("step 1"));
  server.authenticate();
}

async function reconnect(): Promise<void> {
  const status = new Promise((resolve) => socket.on("status", resolve));
  server.drop();
  await status;
  await vi.waitUntil(() => socket.status === "connecting");
  await connect();
}

describe("the count of unacknowledged messages", () => {
  it("is zero only when the server has stored what was there at the start", async () => {
    type("before ");
    await connect();
    server.sync();
    expect(provider.isAcknowledged).toBe(false);
    server.acknowledge();
    expect(provider.isAcknowledged).toBe(true);
    expect(stored()).toBe("before ");
  });

  it("sends what is typed before the first sync inside step 2, and nowhere else", async () => {
    await connect();
    type("early ");
    server.sync();
    expect(server.received).toEqual(["step 1", "step 2"]);
    expect(stored()).toBe("early ");
    server.acknowledge();
    expect(provider.isAcknowledged).toBe(true);
  });

  it("counts every later edit until it is acknowledged", async () => {
    await connect();
    server.sync();
    server.acknowledge();
    type("a");
    type("b");
    server.acknowledge();
    expect(provider.isAcknowledged).toBe(false);
    server.acknowledge();
    expect(provider.isAcknowledged).toBe(true);
  });

  it("never takes the acknowledgement of what was typed offline for that of later words", async () => {
    await connect();
    server.sync();
    server.acknowledge();
    type("unanswered ");
    server.drop();
    type("offline ");
    await reconnect();
    server.sync();
    type("later");
    expect(server.received).toEqual(["step 1", "step 2", "update"]);
    expect(stored()).toBe("unanswered offline later");
    server.acknowledge();
    expect(provider.isAcknowledged).toBe(false);
    server.acknowledge();
    expect(provider.isAcknowledged).toBe(true);
  });

  it("knows nothing to be stored while there is no connection", async () => {
    await connect();
    server.sync();
    server.acknowledge();
    server.drop();
    expect(provider.isAcknowledged).toBe(false);
  });
});

describe("what others write", () => {
  const written = () => doc.getText("t").toString();
  const write = (text: string) =>
    server.update((other) => other.getText("t").insert(other.getText("t").length, text));

  it("arrives in order, what comes fast in one transaction", async () => {
    await connect();
    server.sync();
    let transactions = 0;
    doc.on("afterTransaction", () => {
      transactions += 1;
    });
    for (const letter of "abcdef") write(letter);
    await vi.waitUntil(() => written() === "abcdef", 10_000);
    expect(transactions).toBe(2);
  });

  it("never keeps an acknowledgement waiting", async () => {
    await connect();
    server.sync();
    server.acknowledge();
    type("mine");
    write("a");
    write("b");
    expect(written()).not.toContain("b");
    server.acknowledge();
    expect(provider.isAcknowledged).toBe(true);
  });

  it("is in the document before the server's next question is answered", async () => {
    await connect();
    server.sync();
    write("a");
    write("b");
    server.sync();
    expect(written()).toBe("ab");
  });

  it("is not lost with the connection", async () => {
    await connect();
    server.sync();
    write("a");
    write("b");
    server.drop();
    expect(written()).toBe("ab");
  });

  it("knows of each transaction what it brings", async () => {
    await connect();
    server.sync();
    const brought: string[] = [];
    doc.on("afterTransaction", (transaction) => {
      const copy = new Y.Doc();
      Y.applyUpdate(copy, incomingOf(transaction) ?? new Uint8Array([0, 0]));
      brought.push(copy.getText("t").toString());
    });
    write("a");
    await vi.waitUntil(() => written() === "a", 10_000);
    expect(brought).toEqual(["a"]);
  });
});

describe("a server that has been upgraded", () => {
  const written = () => doc.getText("t").toString();

  it("gets what was typed here, and nothing of its is taken in", async () => {
    server.schema = "tomorrow's";
    type("mine");
    await connect();
    server.update((other) => other.getText("t").insert(0, "theirs"));
    server.sync();
    server.update((other) => other.getText("t").insert(0, "more "));
    expect(stored()).toContain("mine");
    server.acknowledge();
    expect(provider.isAcknowledged).toBe(true);
    expect(written()).toBe("mine");
  });

  it("is asked again on the next connection", async () => {
    await connect();
    server.sync();
    server.schema = "tomorrow's";
    await reconnect();
    server.update((other) => other.getText("t").insert(0, "theirs"));
    server.sync();
    expect(written()).toBe("");
    server.schema = "today's";
    await reconnect();
    server.sync();
    expect(written()).toBe("theirs");
  });
});
