/** What is shown in the place of something that has not been uploaded yet. */
import { part, textButton } from "./dom";
import type { Uploads } from "./uploads";

/** For so long nobody is said to have been interrupted: word of who sends it may be under way. */
const PATIENCE_MS = 3000;

export class Progress {
  readonly element = part("div", "media-progress");
  private readonly label = part("span", "media-progress-label");
  private readonly bar = document.createElement("progress");
  private readonly buttons = part("span", "media-progress-buttons");
  private readonly since = performance.now();
  private shown = "";
  private id: string | null = null;

  constructor(
    private readonly uploads: Uploads,
    private readonly remove: () => void,
    private readonly onPatienceOver: () => void,
  ) {
    this.bar.max = 100;
    this.bar.ariaLabel = "Uploaded";
    this.label.setAttribute("role", "status");
    this.element.append(this.label, this.bar, this.buttons);
    setTimeout(() => this.onPatienceOver(), PATIENCE_MS);
  }

  /** Says what is going on; `isEditable` whether the person can do anything about it. */
  show(id: string | null, name: string, isEditable: boolean): void {
    const upload = id ? this.uploads.of(id) : undefined;
    const sender = id && !upload ? this.uploads.senderOf(id) : null;
    this.bar.hidden = upload?.state !== "sending";
    this.bar.value = Math.round((upload?.progress ?? 0) * 100);
    if (upload?.state === "sending") {
      const isSent = upload.progress === 1;
      this.say("sending", isSent ? `Preparing ${name}…` : `Uploading ${name}…`, ["Cancel"]);
    } else if (upload?.state === "waiting") {
      const text = `${upload.reason} ${name} will be sent when that is over; keep this page open.`;
      this.say(`waiting ${text}`, text, ["Retry", "Cancel"]);
    } else if (upload?.state === "refused") {
      this.say("refused", `${name} was not uploaded. ${upload.reason}`, ["Retry", "Remove"]);
    } else if (sender) {
      this.say(`sender ${sender}`, `${sender} is uploading ${name}…`, []);
    } else if (this.isWaiting) {
      this.say("loading", `Loading ${name}…`, []);
    } else {
      this.say(
        "interrupted",
        `The upload of ${name} was interrupted.`,
        isEditable ? ["Remove"] : [],
      );
    }
    this.element.classList.toggle("is-failed", upload?.state === "refused");
    this.id = id;
  }

  /** Whether it is too early to say that nobody sends it. */
  get isWaiting(): boolean {
    return performance.now() - this.since < PATIENCE_MS;
  }

  private say(state: string, text: string, actions: string[]): void {
    if (this.label.textContent !== text) this.label.textContent = text;
    const key = `${state.split(" ")[0]} ${actions.join()}`;
    if (key === this.shown) return;
    this.shown = key;
    this.buttons.replaceChildren(...actions.map((name) => textButton(name, () => this.run(name))));
  }

  private run(action: string): void {
    const { id } = this;
    if (action === "Retry") {
      if (id) this.uploads.retry(id);
      return;
    }
    if (id) this.uploads.forget(id);
    this.remove();
  }
}
