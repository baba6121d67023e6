/** Which children are drawn together. */

/** Less than a window's height of text. */
const SIZE = 20;
const FEW = 5;

/**
 * Cuts a run of children into groups.
 *
 * They begin where they began before (`starts`), as long as they get neither much larger nor small,
 * so that a change touches the groups around it only; and only with a child that may begin one.
 */
export function regroup<T>(
  children: Iterable<T>,
  starts: ReadonlySet<T>,
  mayStart: (child: T) => boolean,
): T[][] {
  const most = starts.size > 0 ? 2 * SIZE : SIZE;
  const groups: T[][] = [];
  let group: T[] = [];
  for (const child of children) {
    const enough = starts.has(child) ? FEW : most;
    if (groups.length === 0 || (group.length >= enough && mayStart(child))) {
      group = [];
      groups.push(group);
    }
    group.push(child);
  }
  return groups;
}

/** Whether there are so many that each has to be left out by itself where it is out of view. */
export function isLong(group: readonly unknown[]): boolean {
  return group.length > 3 * SIZE;
}
