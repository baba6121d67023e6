/**
 * Ends work that takes too long from within.
 *
 * Where the frame shares the page's thread, nobody else could: the page's own clock stands still.
 * So what such work cannot do without looks at the clock now and then, and throws.
 */

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** So many calls cost less than a look at the clock tells. */
const CALLS_PER_LOOK = 64;

const WATCHED: [object, string[]][] = [
  [Object, ["keys", "values", "entries"]],
  [Math, ["abs", "ceil", "floor", "max", "min", "pow", "sqrt"]],
  [Array.prototype, ["concat", "filter", "find", "forEach", "indexOf", "map", "push", "slice"]],
  [Map.prototype, ["get", "has", "set"]],
  [Set.prototype, ["add", "has"]],
  [String.prototype, ["split", "replace", "trim"]],
  [RegExp.prototype, ["exec", "test"]],
  [Element.prototype, ["getBoundingClientRect", "setAttribute"]],
  [Document.prototype, ["createElementNS"]],
  [SVGGraphicsElement.prototype, ["getBBox"]],
];

let end = Number.POSITIVE_INFINITY;
let calls = 0;

/** Has what is called from now on look at the clock. */
export function watch(): void {
  for (const [owner, names] of WATCHED) for (const name of names) watchOne(owner, name);
}

function watchOne(owner: object, name: string): void {
  const methods = owner as Record<string, Method>;
  const method = methods[name];
  if (!method) return;
  methods[name] = function (this: unknown, ...args: unknown[]) {
    if (++calls % CALLS_PER_LOOK === 0 && isOver()) throw new Error("too slow");
    return Reflect.apply(method, this, args);
  };
}

/** Allows so many milliseconds from now. */
export function allow(ms: number): void {
  end = performance.now() + ms;
}

/** Whether what was allowed is used up. */
export function isOver(): boolean {
  return performance.now() > end;
}
