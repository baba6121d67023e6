/** What this page is sending, and what the pages of others say that they are sending. */
import { uuidv4 } from "lib0/random";
import type { Awareness } from "y-protocols/awareness";
import { addressOf } from "../schema/media";
import type { FileLimit } from "./refusals";
import { Interrupted, type Received, send } from "./transfer";

export interface Upload {
  id: string;
  name: string;
  isImage: boolean;
  /** What can be shown of an image while it is being sent: an address within this page. */
  preview: string | null;
  /** From 0 to 1. */
  progress: number;
  state: "sending" | "waiting" | "refused" | "received";
  /** Why it waits or was refused. */
  reason: string;
  received: Received | null;
}

interface Job extends Upload {
  content: () => Promise<Blob>;
  abort: AbortController;
  attempts: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** Before it is sent again by itself, in milliseconds; doubled with each attempt. */
const PAUSE = 2000;
const LONGEST_PAUSE = 30_000;
/** Others are told of so many: what is said of oneself has to be short. */
const TOLD = 20;

export class Uploads {
  private readonly jobs = new Map<string, Job>();
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly awareness: Awareness,
    readonly limit?: FileLimit,
  ) {
    awareness.on("change", this.tell);
    window.addEventListener("online", this.resume);
    window.addEventListener("beforeunload", this.warn);
  }

  destroy(): void {
    this.awareness.off("change", this.tell);
    window.removeEventListener("online", this.resume);
    window.removeEventListener("beforeunload", this.warn);
    for (const id of [...this.jobs.keys()]) this.forget(id);
    this.listeners.clear();
  }

  /** Begins to send a file; returns the id of the attachment that it becomes. */
  start(file: File, isImage: boolean): string {
    const preview = isImage ? URL.createObjectURL(file) : null;
    return this.begin(file.name, isImage, preview, async () => file);
  }

  /** Begins to take over an attachment of another document, which the page may read itself. */
  copy(address: string, name: string, isImage: boolean): string {
    return this.begin(name, isImage, null, async () => {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error("It could not be read where it was copied.");
      return answer.blob();
    });
  }

  of(id: string): Upload | undefined {
    return this.jobs.get(id);
  }

  /** Everything that has been received, so that the document can be told. */
  received(): Upload[] {
    return [...this.jobs.values()].filter(({ state }) => state === "received");
  }

  /** The name of somebody else who is sending it now. */
  senderOf(id: string): string | null {
    for (const [client, state] of this.awareness.getStates()) {
      const uploads: unknown = state.uploads;
      const isSender = client !== this.awareness.clientID && Array.isArray(uploads);
      if (isSender && uploads.includes(id)) return String(state.user?.name ?? "Somebody");
    }
    return null;
  }

  /** Sends it again, now. */
  retry(id: string): void {
    const job = this.jobs.get(id);
    if (job?.state === "waiting" || job?.state === "refused") void this.send(job);
  }

  /** Stops sending it, and keeps nothing of it. */
  forget(id: string): void {
    const job = this.jobs.get(id);
    if (!job) return;
    clearTimeout(job.timer);
    job.abort.abort();
    if (job.preview) URL.revokeObjectURL(job.preview);
    this.jobs.delete(id);
    this.changed();
  }

  /** Is called whenever something here has changed; returns how to end that. */
  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private begin(
    name: string,
    isImage: boolean,
    preview: string | null,
    content: () => Promise<Blob>,
  ): string {
    const id = uuidv4();
    const abort = new AbortController();
    const empty = { progress: 0, state: "sending", reason: "", received: null } as const;
    const job: Job = {
      ...{ ...empty, id, name, isImage, preview, content, abort },
      ...{ attempts: 0, timer: undefined },
    };
    this.jobs.set(id, job);
    void this.send(job);
    return id;
  }

  private async send(job: Job): Promise<void> {
    clearTimeout(job.timer);
    this.set(job, { state: "sending", progress: 0, reason: "" });
    try {
      const query = new URLSearchParams({ name: job.name, as: job.isImage ? "image" : "file" });
      const address = `${addressOf(job.id)}?${query}`;
      const onProgress = (progress: number) => this.set(job, { progress });
      const received = await send(address, await job.content(), onProgress, job.abort.signal);
      this.set(job, { state: "received", received, progress: 1 });
    } catch (error) {
      this.failed(job, error);
    }
  }

  private failed(job: Job, error: unknown): void {
    const reason = error instanceof Error ? error.message : "It could not be sent.";
    if (!(error instanceof Interrupted)) {
      this.set(job, { state: "refused", reason });
      return;
    }
    const pause = Math.min(PAUSE * 2 ** job.attempts++, LONGEST_PAUSE);
    job.timer = setTimeout(() => void this.send(job), pause);
    this.set(job, { state: "waiting", reason });
  }

  private set(job: Job, change: Partial<Job>): void {
    if (this.jobs.get(job.id) !== job) return;
    Object.assign(job, change);
    this.changed();
  }

  private changed(): void {
    const isUnderWay = ({ state }: Upload) => state === "sending" || state === "waiting";
    const ids = [...this.jobs.values()].filter(isUnderWay).map(({ id }) => id);
    const told: unknown = this.awareness.getLocalState()?.uploads;
    const now = ids.slice(0, TOLD);
    // Only when it is news: an awareness field is sent to everybody each time it is set.
    if (JSON.stringify(told ?? []) !== JSON.stringify(now)) {
      this.awareness.setLocalStateField("uploads", now);
    }
    this.tell();
  }

  private readonly tell = (): void => {
    for (const listener of [...this.listeners]) listener();
  };

  private readonly resume = (): void => {
    for (const job of this.jobs.values()) if (job.state === "waiting") void this.send(job);
  };

  /** What has not been sent is lost with the page. */
  private readonly warn = (event: BeforeUnloadEvent): void => {
    const states = [...this.jobs.values()].map(({ state }) => state);
    if (states.includes("sending") || states.includes("waiting")) event.preventDefault();
  };
}
