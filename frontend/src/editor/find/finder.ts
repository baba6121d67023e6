/** Knows the matches of a query in a document; after a change it looks at changed blocks only. */
import type { Node } from "@tiptap/pm/model";
import { textBlocks, textOf } from "../view/blocks";
import { LimitedSearch } from "./limitedSearch";
import { type Found, type Query, type Request, requestOf, search } from "./query";

/** A match, as positions in the document. */
export type Match = Found;

export class Finder {
  private query: Query | null = null;
  /** What was found, by block: a block that has changed is another node. */
  private found = new WeakMap<Node, Found[]>();
  private readonly limited = new LimitedSearch();

  setQuery(query: Query): void {
    this.query = query.text === "" ? null : query;
    this.found = new WeakMap();
  }

  /** Looks at blocks of the document not seen yet. Whether it came to an end; throws SearchErrors. */
  async look(doc: Node): Promise<boolean> {
    const { query, found } = this;
    if (!query) return true;
    const nodes = new Set(textBlocks(doc).map(({ node }) => node));
    const unseen = [...nodes].filter((node) => !found.has(node));
    if (unseen.length === 0) return true;
    const results = await this.run(
      requestOf(
        query,
        unseen.map((node) => textOf(node)),
      ),
    );
    if (!results || this.found !== found) return false;
    for (const [i, node] of unseen.entries()) found.set(node, results[i] ?? []);
    return true;
  }

  /** The matches in the document as far as it has been looked at, in order. */
  matches(doc: Node): Match[] {
    if (!this.query) return [];
    return textBlocks(doc).flatMap(({ node, start }) => placed(this.found.get(node), start));
  }

  /** The matches again, each with what it is to be replaced by; null when not done. */
  async replacements(doc: Node, replacement: string): Promise<Match[] | null> {
    if (!this.query) return [];
    const blocks = textBlocks(doc).filter(({ node }) => this.found.get(node)?.length);
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
