/** Which way leads to the server: a WebSocket, or plain HTTP where none can be had. */
import { HttpSocket } from "./httpSocket";

export type Way = "socket" | "http";

/** How an attempt to connect failed: it was turned away, or nobody said anything. */
export type Failure = "refused" | "silent";

/** What `WebSocket` and `HttpSocket` lead to, and how to find out whether they would. */
export interface Road {
  open(way: Way): EventTarget;
  /** Whether plain HTTP gets through to the server at the moment. */
  reaches(): Promise<boolean>;
  /** Whether a WebSocket gets through, and something is said on it. */
  carriesSockets(): Promise<boolean>;
}

/**
 * A server that starts again may refuse one attempt and be there when it is asked; so a refusal counts
 * half of what silence does, in which there was time enough.
 */
const WEIGHTS: Record<Failure, number> = { refused: 1, silent: 2 };
const ENOUGH = 2;

const KEY = "collab-way";
const FIRST_LOOK_MS = 30_000;
const LOOK_MS = 300_000;

/**
 * An attempt that fails while the server can be reached speaks against its way. With enough of it the
 * other way is tried, and taken for as long as this browser's session lasts. From time to time a look is
 * taken whether sockets are possible again; if so, the next connection is one.
 */
export class Ways {
  private failures = 0;
  private looking: ReturnType<typeof setTimeout> | undefined;
  private now: Way;

  constructor(
    private readonly road: Road,
    private readonly storage: Storage = sessionStorage,
  ) {
    this.now = storage.getItem(KEY) === "http" ? "http" : "socket";
    this.lookLater(FIRST_LOOK_MS);
  }

  get current(): Way {
    return this.now;
  }

  /** In the place of `WebSocket`: makes what goes the current way. */
  get Socket(): typeof WebSocket {
    return new Proxy(WebSocket, { construct: () => this.road.open(this.now) });
  }

  answered(): void {
    this.failures = 0;
  }

  async failed(how: Failure): Promise<void> {
    const way = this.now;
    const isReached = await this.road.reaches();
    if (way !== this.now) return;
    this.failures = isReached ? this.failures + WEIGHTS[how] : 0;
    if (this.failures >= ENOUGH) this.take(way === "socket" ? "http" : "socket");
  }

  private take(way: Way): void {
    this.now = way;
    this.failures = 0;
    if (way === "http") this.storage.setItem(KEY, way);
    else this.storage.removeItem(KEY);
    this.lookLater(FIRST_LOOK_MS);
  }

  private lookLater(ms: number): void {
    clearTimeout(this.looking);
    if (this.now === "http") this.looking = setTimeout(() => void this.look(), ms);
  }

  private async look(): Promise<void> {
    if (await this.road.carriesSockets()) this.take("socket");
    else this.lookLater(LOOK_MS);
  }
}

const PATIENCE_MS = 3000;
/** A ping of the Hocuspocus protocol. */
const PING = new Uint8Array([9]);

/** The roads to a WebSocket's address and to its neighbour over HTTP. */
export function roadTo(url: string): Road {
  const httpUrl = url.replace(/^ws/, "http").replace("/ws/", "/http/");
  return {
    open: (way) => (way === "http" ? new HttpSocket(httpUrl) : new WebSocket(url)),
    reaches: () =>
      fetch(httpUrl, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) }).then(
        (answer) => answer.ok,
        () => false,
      ),
    carriesSockets: () => answersOn(new WebSocket(url)),
  };
}

function answersOn(socket: WebSocket): Promise<boolean> {
  return new Promise<boolean>((resolve) => {
    socket.onopen = () => socket.send(PING);
    socket.onmessage = () => resolve(true);
    socket.onclose = () => resolve(false);
    setTimeout(() => resolve(false), PATIENCE_MS);
  }).finally(() => socket.close());
}
