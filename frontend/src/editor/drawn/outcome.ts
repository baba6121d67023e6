/** What became of drawing a source: what it stands for, or what is wrong with it. */
export type Outcome = { drawing: HTMLElement } | { error: string };

/** Draws a source at once, or takes its time. */
export type Draw = (source: string) => Outcome | Promise<Outcome>;
