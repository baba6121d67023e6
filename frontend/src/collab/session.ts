/** One person's session at one document: the replica, its connection, its copy in this browser. */
import { Awareness } from "y-protocols/awareness";
import { Doc } from "yjs";
import { Cache } from "./cache";
import { meansNoAccess, meansRefusal, meansUnavailable } from "./closeCodes";
import { type Meeting, Meetings } from "./meeting";
import { Patience } from "./patience";
import { Pending } from "./pending";
import { CountingProvider } from "./provider";
import { type Details, type Facts, START } from "./saveState";
import { WatchfulSocket } from "./watchfulSocket";
import { type Failure, roadTo, Ways } from "./ways";

export interface Person {
  id: string;
  name: string;
  color: string;
}

export interface SessionOptions {
  documentId: string;
  /** Address of the socket. */
  url: string;
  cacheKey: string;
  user: Person;
  writable: boolean;
  /** Names the schema of the editor. */
  schema: string;
  /** Whether the editor knows all that is in the document. */
  isKnown: (doc: Doc) => boolean;
  onFacts: (facts: Facts) => void;
  /** Is called when the document can be shown: from this browser's copy, or as the server has it. */
  onContent: () => void;
  onTitle: (title: string) => void;
  /** Is called when one who has written alone has what others wrote meanwhile. */
  onMeeting: (meeting: Meeting) => void;
  /** Is called before the document takes in what a message brings. */
  onMessage: () => void;
}

/**
 * A first retry within a second, then ever rarer. Everybody retries at once, so each begins after a
 * time of their own; from then on it is known when the next attempt comes.
 */
const retry = () => ({
  delay: Math.round(200 + 400 * Math.random()),
  minDelay: 0,
  factor: 1.6,
  maxDelay: 10_000,
  jitter: false,
});

/** The code of a close without a close frame. */
const ABNORMAL = 1006;

/** After so many failed attempts the network is taken to be gone. */
const ATTEMPTS_BEFORE_OFFLINE = 2;

export class Session {
  // What is deleted while it cannot be sent is remembered: others may change it in the meantime.
  readonly doc = new Doc({ gcFilter: () => this.facts.acknowledged });
  readonly awareness = new Awareness(this.doc);
  private readonly ways: Ways;
  private readonly socket: WatchfulSocket;
  private readonly provider: CountingProvider;
  private readonly cache: Cache;
  private readonly patience = new Patience(() => this.update());
  private readonly pending = new Pending();
  private readonly meetings: Meetings;
  private unacknowledged = 0;
  private isWriting = false;
  private attempts = 0;
  private facts: Facts;

  constructor(private readonly options: SessionOptions) {
    this.facts = { ...START, writable: options.writable };
    this.awareness.setLocalStateField("user", options.user);
    this.ways = new Ways(roadTo(options.url));
    this.socket = new WatchfulSocket({
      url: options.url,
      WebSocketPolyfill: this.ways.Socket,
      ...retry(),
    });
    this.provider = new CountingProvider({
      name: options.documentId,
      document: this.doc,
      awareness: this.awareness,
      websocketProvider: this.socket,
    });
    this.meetings = new Meetings(this.doc, () => this.pending.count > 0, options.onMeeting);
    this.cache = new Cache(options.cacheKey, this.doc, this.update, this.announceCopy);
    this.listen();
    this.provider.attach();
  }

  get details(): Details {
    const { count, since, savedAt } = this.pending;
    return {
      savedAt,
      pending: { count, since },
      retryAt: this.socket.nextAttemptAt,
      isOverHttp: this.socket.isOverHttp,
      copy: this.cache.copy,
    };
  }

  /** Makes a new connection at once, unless there is one. */
  reconnect(): void {
    if (!this.facts.banned && !this.facts.connected) this.socket.connect();
  }

  /** To be told that a letter stands on the page that is not in the document yet, and when it is. */
  letter(isWaiting: boolean): void {
    this.isWriting = isWaiting;
    this.update();
  }

  private listen(): void {
    const { provider, socket, meetings } = this;
    socket.on("status", ({ status }: { status: string }) => {
      if (status === "connecting") this.attempts += 1;
      if (status === "connected") this.attempts = 0;
      this.update();
    });
    socket.on("attempt", (failure: Failure | null) => {
      if (failure) void this.ways.failed(failure);
      else this.ways.answered();
    });
    provider.on("message", this.options.onMessage);
    provider.on("stateComes", ({ update }: { update: Uint8Array }) => meetings.begin(update));
    provider.on("asked", ({ vector }: { vector: Uint8Array }) => meetings.complete(vector));
    provider.on("stateSent", () => this.pending.stateSent());
    provider.on("authenticated", ({ scope }: { scope: string }) => {
      this.facts.writable = scope === "read-write";
      this.update();
    });
    provider.on("authenticationFailed", () => this.ban());
    provider.on("synced", () => {
      this.announceContent();
      this.update();
    });
    provider.on("unsyncedChanges", ({ number }: { number: number }) => {
      // It also falls when the provider counts anew, before it is let in again.
      const isHeard = number < this.unacknowledged && provider.isAuthenticated;
      if (isHeard) {
        this.patience.heard(provider.isAcknowledged);
        this.pending.heard(number);
      }
      this.unacknowledged = number;
      this.update();
    });
    this.doc.on("update", (_update, _origin, _doc, { local }: { local: boolean }) => {
      if (!local) return;
      this.patience.changed();
      this.pending.changed();
      if (!this.facts.changed) this.update();
    });
    provider.on("close", ({ event }: { event: { code: number } }) => {
      if (meansNoAccess(event.code)) this.ban();
      if (meansRefusal(event.code)) this.facts.refused = true;
      // One that could not be reached again says nothing: it stays what it was last known to be.
      if (event.code !== ABNORMAL) this.facts.unavailable = meansUnavailable(event.code);
      this.update();
    });
    provider.on("stateless", ({ payload }: { payload: string }) => this.hear(payload));
    window.addEventListener("online", () => this.reconnect());
    window.addEventListener("online", this.update);
    window.addEventListener("offline", this.update);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.reconnect();
    });
  }

  private readonly update = (): void => {
    const facts = this.facts;
    facts.connected = this.provider.isAuthenticated;
    facts.acknowledged = facts.connected && this.provider.isAcknowledged && !this.isWriting;
    facts.opened ||= facts.acknowledged;
    if (facts.acknowledged) {
      this.pending.heardAll();
      this.meetings.haveAll();
    }
    facts.changed = this.isWriting || this.pending.count > 0;
    facts.refused &&= !facts.acknowledged;
    facts.unavailable &&= !facts.acknowledged;
    facts.overdue = this.patience.isOver;
    facts.outdated &&= !this.provider.isOfOneSchema;
    facts.kept = this.cache.keeps;
    facts.online = navigator.onLine && this.attempts <= ATTEMPTS_BEFORE_OFFLINE;
    this.options.onFacts({ ...facts });
  };

  private readonly announceContent = (): void => {
    if (!this.facts.outdated) this.options.onContent();
  };

  /** Before the server has spoken, an empty document is one that is not here yet. */
  private readonly announceCopy = (): void => {
    if (this.doc.store.clients.size === 0) return;
    // A page that is older than this copy waits for the server, which has it reload.
    this.facts.outdated ||= !this.provider.synced && !this.options.isKnown(this.doc);
    this.update();
    this.announceContent();
  };

  /** The text stays readable; nothing of it stays behind in this browser. */
  private ban(): void {
    if (this.facts.banned) return;
    this.facts.banned = true;
    this.socket.disconnect();
    // What only this browser holds stays its author's; there is nowhere else to find it.
    if (this.facts.acknowledged || !this.facts.writable) void this.cache.clear();
    this.update();
  }

  private hear(payload: string): void {
    const message: unknown = JSON.parse(payload);
    if (typeof message !== "object" || message === null) return;
    const { type, title, version }: Record<string, unknown> = { ...message };
    if (type === "title") this.options.onTitle(String(title));
    if (type === "schema") {
      this.provider.isOfOneSchema = version === this.options.schema;
      this.facts.outdated = !this.provider.isOfOneSchema;
      this.update();
    }
  }
}
