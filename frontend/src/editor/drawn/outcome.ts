/** What became of drawing a source: what it stands for, or what is wrong with it. */
export type Outcome = { drawing: HTMLElement } | { error: string };

/**
 * Draws a source at once, or takes its time; what is not wanted any more by then need not be drawn.
 *
 * Null when nothing came of it, which is nobody's fault.
 */
export type Draw = (source: string, isWanted: () => boolean) => Outcome | Promise<Outcome | null>;
