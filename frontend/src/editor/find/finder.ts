/** Knows the matches of a query in a document; after a change it looks at changed blocks only. */
import type { Node } from "@tiptap/pm/model";
import { textBlocks, textOf } from "../view/blocks";
import { LimitedSearch } from "./limitedSearch";
import { type Found, type Query, type Request, requestOf, SearchError, search } from "./query";

/** A match, as positions in the document. */
export type Match = Found;

export class Finder {
  private query: Query | null = null;
  /** What was found, by block: a block that has changed is another node. */
  private found = new WeakMap<Node, Found[]>();
  /** Why the query cannot be looked for; it need not be tried again at every change. */
  private failure: SearchError | null = null;
  private pending: Promise<boolean> | null = null;
  private readonly limited = new LimitedSearch();

  setQuery(query: Query): void {
    this.query = query.text === "" ? null : query;
    this.found = new WeakMap();
    this.failure = null;
    this.pending = null;
  }

  /** Looks at blocks of the document not seen yet. Whether it came to an end; throws SearchErrors. */
  async look(doc: Node): Promise<boolean> {
    const { query, found } = this;
    if (!query) return true;
    // One after the other: a search that is begun puts an end to the one under way.
    while (this.pending) await this.pending.catch(() => {});
    if (this.found !== found) return false;
    if (this.failure) throw this.failure;
    const nodes = new Set(textBlocks(doc).map(({ node }) => node));
    const unseen = [...nodes].filter((node) => !found.has(node));
    if (unseen.length === 0) return true;
    const pending = this.fill(query, found, unseen);
    this.pending = pending;
    try {
      return await pending;
    } finally {
      if (this.pending === pending) this.pending = null;
    }
  }

  private async fill(query: Query, found: WeakMap<Node, Found[]>, nodes: Node[]): Promise<boolean> {
    try {
      const texts = nodes.map((node) => textOf(node));
      const results = await this.run(requestOf(query, texts));
      if (!results || this.found !== found) return false;
      for (const [i, node] of nodes.entries()) found.set(node, results[i] ?? []);
      return true;
    } catch (error) {
      if (this.found !== found) return false;
      if (error instanceof SearchError) this.failure = error;
      throw error;
    }
  }

  /** The matches in the document as far as it has been looked at, in order. */
  matches(doc: Node): Match[] {
    if (!this.query) return [];
    return textBlocks(doc).flatMap(({ node, start }) => placed(this.found.get(node), start));
  }

  /** All matches, each with what it is to be replaced by; null when another search was begun. */
  async replacements(doc: Node, replacement: string): Promise<Match[] | null> {
    if (!this.query) return [];
    const blocks = textBlocks(doc).filter(({ node }) => this.found.get(node)?.length !== 0);
    const texts = blocks.map(({ node }) => textOf(node));
    const results = await this.run(requestOf(this.query, texts, replacement));
    return results && blocks.flatMap(({ start }, i) => placed(results[i], start));
  }

  /** Only expressions that a person wrote can take for ever; the rest is found at once. */
  private async run(request: Request): Promise<Found[][] | null> {
    return request.isExpression ? this.limited.run(request) : search(request);
  }
}

function placed(found: Found[] = [], start: number): Match[] {
  return found.map(({ from, to, replacement }) => ({
    from: start + from,
    to: start + to,
    replacement,
  }));
}
