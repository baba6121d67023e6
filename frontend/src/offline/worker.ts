/**
 * The service worker: opens Collab when the server cannot be reached.
 *
 * It keeps what is the same for everybody: the built assets, whose names change with their content,
 * and pages without anybody's words. Answers of the server are never kept, and only pages and assets
 * are looked at at all. What a person's documents hold is in IndexedDB (`kept.ts`).
 */
/// <reference lib="webworker" />
import { find, forget, type Kept } from "./kept";
import { documentAt, editorFor, LIST, NO_DOCUMENT } from "./paths";

/** What the server puts in front of this script; it changes with every release. */
declare const self: ServiceWorkerGlobalScope & { release: { assets: string[] } };

const ASSETS = "assets";
const PAGES = "pages";
const BUILT = "/static/assets/";
const ROLES = ["view", "edit", "own"];
/** Whoever has the document here need not wait longer for a slow server. */
const PATIENCE_MS = 3000;
/** What proxies say when there is no server behind them. */
const DOWN = [502, 503, 504];

self.addEventListener("install", (event) => event.waitUntil(prepare()));
self.addEventListener("activate", (event) => event.waitUntil(begin()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin || request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(request, pathname));
  else if (pathname.startsWith(BUILT)) event.respondWith(asset(request));
});

/** Beside what pages of the release before need: they may be open still, and load more of it. */
async function prepare(): Promise<void> {
  const assets = await caches.open(ASSETS);
  const wanted = self.release.assets.filter(isForEverybody);
  const found = await Promise.all(wanted.map((url) => assets.match(url, { ignoreVary: true })));
  await assets.addAll(wanted.filter((_, i) => !found[i]));
  const pages = await caches.open(PAGES);
  for (const url of [LIST, ...ROLES.map(editorFor)]) {
    const answer = await fetch(url, { credentials: "omit", cache: "no-store" });
    if (!answer.ok || answer.redirected) throw new Error(`${url}: ${answer.status}`);
    await pages.put(url, answer);
  }
}

/** Fonts of other alphabets, and what draws diagrams, are kept when they are first used. */
function isForEverybody(url: string): boolean {
  return !/\/inter-(?!latin-wght)|\/painter-/.test(url);
}

/** The first visit's page, which is older than this, has what it loads from now on kept as well. */
async function begin(): Promise<void> {
  await sweep();
  await self.clients.claim();
}

/** The pages of earlier releases are gone. */
async function sweep(): Promise<void> {
  const assets = await caches.open(ASSETS);
  const current = new Set(self.release.assets);
  for (const request of await assets.keys()) {
    if (!current.has(new URL(request.url).pathname)) await assets.delete(request);
  }
}

async function asset(request: Request): Promise<Response> {
  const assets = await caches.open(ASSETS);
  const kept = await assets.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  // Without room for it here, it has come all the same.
  if (answer.status === 200) await assets.put(request, answer.clone()).catch(() => {});
  return answer;
}

async function page(request: Request, pathname: string): Promise<Response> {
  const id = documentAt(pathname);
  const kept = id ? await find(id).catch(() => undefined) : undefined;
  const answer = fetch(request);
  // Nobody may be left to hear of a failure that comes after the patience is over.
  answer.catch(() => {});
  const first = await within(kept ? PATIENCE_MS : null, answer).catch(() => null);
  if (first && !DOWN.includes(first.status)) {
    if (kept) await judge(kept, first);
    return first;
  }
  const pages = await caches.open(PAGES);
  const page = await pages.match(kept ? editorFor(kept.config.role) : LIST);
  if (!page) return first ?? answer;
  return id && kept ? pageOf(id, page) : page;
}

/** The headers stay, and the page's policy among them. */
async function pageOf(id: string, page: Response): Promise<Response> {
  const { headers } = page;
  return new Response((await page.text()).replaceAll(NO_DOCUMENT, id), { headers });
}

/** Who has lost a document keeps nothing of it here, except what they could not send. */
async function judge(kept: Kept, { status }: Response): Promise<void> {
  if (status === 404 && !kept.unsent) await forget(kept);
}

function within<T>(ms: number | null, answer: Promise<T>): Promise<T> {
  if (ms === null) return answer;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("too slow")), ms);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
