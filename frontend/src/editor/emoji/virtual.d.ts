declare module "virtual:emoji" {
  /** Sign, label, name between colons, other words, group, 1 if it has shades of skin. */
  export const emoji: [string, string, string, string, number, 0 | 1][];
}
