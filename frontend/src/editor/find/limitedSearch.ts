/** Search in a worker that is given so much time and no more. */
import { type Found, type Request, SearchError } from "./query";
import type { Answer } from "./worker";

const LIMIT_MS = 2000;

export class LimitedSearch {
  private worker: Worker | null = null;
  private ready: Promise<unknown> = Promise.resolve();
  private drop: (() => void) | null = null;

  constructor(private readonly create: () => Worker = createWorker) {}

  /** Null when another search was begun before this one was done. */
  async run(request: Request): Promise<Found[][] | null> {
    this.drop?.();
    const worker = this.started();
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      return await new Promise<Found[][] | null>((resolve, reject) => {
        const give = (complaint: string) => reject(new SearchError(complaint));
        this.drop = () => {
          this.stop();
          resolve(null);
        };
        worker.onerror = () => {
          this.stop();
          give("The search does not work at the moment. Reload the page and try again.");
        };
        this.ready.then(() => {
          if (this.worker !== worker) return;
          worker.onmessage = ({ data }: MessageEvent<Answer>) => {
            if ("found" in data) resolve(data.found);
            else give(data.complaint);
          };
          worker.postMessage(request);
          timer = setTimeout(() => {
            this.stop();
            give("This expression takes too long. Try a simpler one.");
          }, LIMIT_MS);
        });
      });
    } finally {
      clearTimeout(timer);
      if (this.worker === worker) this.drop = null;
    }
  }

  private started(): Worker {
    if (this.worker) return this.worker;
    const worker = this.create();
    this.worker = worker;
    this.ready = new Promise((resolve) => {
      worker.onmessage = resolve;
    });
    return worker;
  }

  private stop(): void {
    this.worker?.terminate();
    this.worker = null;
    this.drop = null;
  }
}

function createWorker(): Worker {
  return new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
}
