/** What draws a kind of piece, loaded when there is one to draw. */
export class Tool<T> {
  /** Null as long as it is not here. */
  loaded: T | null = null;
  private isAsked = false;

  /** `onReady` is called once it is here. */
  constructor(
    private readonly load: () => Promise<T>,
    private readonly onReady: () => void,
  ) {}

  /** The same; what is not here yet is asked for. */
  get(): T | null {
    if (!this.isAsked) void this.ask();
    return this.loaded;
  }

  private async ask(): Promise<void> {
    this.isAsked = true;
    try {
      this.loaded = await this.load();
    } catch {
      // Offline, most likely: sources are shown, and the next change of one asks again.
      this.isAsked = false;
      return;
    }
    this.onReady();
  }
}
