/** The frame in which diagrams are drawn: what goes wrong there, or hangs, goes wrong there only. */
import letters from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";
import { type Answer, isAnswer, type Order, READY, SLOW } from "./messages";
// Not a worker: one script by itself, which is sent into the frame as text.
import script from "./painter?worker&url";

const ADDRESS = "/diagrams/frame";
const START_MS = 30_000;
/** Longer than what is drawn allows itself (painter.ts): the process may be at another page's diagram first. */
const DRAW_MS = 15_000;

const BROKEN = { error: "This could not be drawn." };

interface Job {
  order: Order;
  isWanted: () => boolean;
  done: (answer: Answer | null) => void;
}

/** Draws one diagram after the other, so that each has all of the time it may take. */
export class Frame {
  private readonly jobs: Job[] = [];
  private isBusy = false;
  private element: HTMLIFrameElement | null = null;
  private port: MessagePort | null = null;

  /** Null when the diagram was not wanted any more once its turn came, or nothing can be drawn now. */
  draw(order: Order, isWanted: () => boolean): Promise<Answer | null> {
    return new Promise((done) => {
      this.jobs.push({ order, isWanted, done });
      if (!this.isBusy) void this.work();
    });
  }

  private async work(): Promise<void> {
    this.isBusy = true;
    for (let job = this.jobs.shift(); job; job = this.jobs.shift()) {
      job.done(job.isWanted() ? await this.answer(job.order) : null);
    }
    this.isBusy = false;
  }

  private async answer(order: Order): Promise<Answer | null> {
    try {
      this.port ??= await this.open();
    } catch {
      // Offline, most likely: the next diagram tries again.
      this.close();
      return null;
    }
    const { port } = this;
    const said = within<unknown>(DRAW_MS, (resolve) => {
      port.onmessage = ({ data }) => resolve(data);
    });
    port.postMessage(order);
    try {
      const answer = await said;
      if (isAnswer(answer)) return answer;
      this.close();
      return BROKEN;
    } catch {
      this.close();
      return SLOW;
    }
  }

  private async open(): Promise<MessagePort> {
    const [code, font] = await Promise.all([fetched(script), fetched(letters)]);
    const content = { script: await code.text(), letters: await font.arrayBuffer() };
    const element = document.createElement("iframe");
    this.element = element;
    element.className = "diagram-frame";
    element.title = "Diagrams";
    element.tabIndex = -1;
    element.ariaHidden = "true";
    element.setAttribute("sandbox", "allow-scripts");
    element.src = ADDRESS;
    await within<unknown>(START_MS, (resolve) => {
      element.onload = resolve;
      document.body.append(element);
    });
    const { port1, port2 } = new MessageChannel();
    await within<unknown>(START_MS, (resolve) => {
      port1.onmessage = ({ data }) => data === READY && resolve(data);
      // A frame without an origin has no name by which it could be addressed.
      element.contentWindow?.postMessage(content, "*", [port2]);
    });
    return port1;
  }

  private close(): void {
    this.port?.close();
    this.port = null;
    this.element?.remove();
    this.element = null;
  }
}

async function fetched(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
}

function within<T>(ms: number, begin: (resolve: (value: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("too slow")), ms);
    begin((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}
