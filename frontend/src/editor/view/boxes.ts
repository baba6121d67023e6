/** Where blocks are, also those that are not laid out because they are out of view with their group. */

/** The boxes of the groups in which blocks are drawn (groups.ts). */
export const groupBoxes = new WeakMap<Element, HTMLElement>();

/** The box of a block that is shown; of one that is left out with its group, that of the group. */
export function boxOf(block: Element): DOMRect {
  const group = groupBoxes.get(block);
  const isLeftOut = group && !block.checkVisibility({ contentVisibilityAuto: true });
  return (isLeftOut ? group : block).getBoundingClientRect();
}
