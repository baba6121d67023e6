/** Puts off what is far from what is looked at. */

/** In windows' heights: so far around the view, things are drawn already. */
const MARGIN = "100% 0px";

type Run = () => Promise<void>;

const waiting = new WeakMap<Element, Run>();
const begun = new WeakMap<Element, Promise<void>>();
let observer: IntersectionObserver | null = null;

/** Runs once the element, which need not be on the page yet, is near the view. */
export function whenNear(element: Element, run: Run): void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        // It may have been taken off the page since that frame, and come back.
        if (isIntersecting && target.isConnected) void begin(target);
      }
    },
    { rootMargin: MARGIN },
  );
  waiting.set(element, run);
  observer.observe(element);
}

/** Runs what these elements wait for, as if all of them were near; resolves when all of it is done. */
export async function runAll(elements: Iterable<Element>): Promise<void> {
  await Promise.all([...elements].map(begin));
}

function begin(element: Element): Promise<void> | undefined {
  const run = waiting.get(element);
  waiting.delete(element);
  observer?.unobserve(element);
  if (run) begun.set(element, run());
  return begun.get(element);
}
