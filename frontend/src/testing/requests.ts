/** Uploads that are answered when the test says so. */
import { vi } from "vitest";

/** A request that answers when the test says so. */
export class FakeRequest {
  static all: FakeRequest[] = [];
  static get last(): FakeRequest {
    const last = FakeRequest.all.at(-1);
    if (!last) throw new Error("nothing was sent");
    return last;
  }
  readonly upload = new EventTarget();
  readonly events = new EventTarget();
  readonly headers: Record<string, string> = {};
  address = "";
  status = 0;
  responseText = "";
  type = "text/plain";
  isAborted = false;

  open(_: string, address: string) {
    this.address = address;
  }
  setRequestHeader(name: string, value: string) {
    this.headers[name] = value;
  }
  getResponseHeader() {
    return this.type;
  }
  addEventListener(name: string, listener: () => void) {
    this.events.addEventListener(name, listener);
  }
  abort() {
    this.isAborted = true;
  }
  send() {
    FakeRequest.all.push(this);
  }
  async answer(status: number, body: string, type = "text/plain") {
    Object.assign(this, { status, responseText: body, type });
    this.events.dispatchEvent(new Event(status ? "load" : "error"));
    await settled();
  }
  received(facts = { name: "a.png", size: 9, width: 900, height: 300 }) {
    return this.answer(201, JSON.stringify(facts), "application/json");
  }
}

/** Until promises that are ready have been followed. */
export const settled = async () => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};

/** Has images and files sent by requests that wait for the test. */
export function fakeUploads(): void {
  FakeRequest.all = [];
  vi.stubGlobal("XMLHttpRequest", FakeRequest);
  URL.createObjectURL = () => "blob:here/1";
  URL.revokeObjectURL = () => {};
}
