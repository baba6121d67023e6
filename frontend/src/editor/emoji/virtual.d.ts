declare module "virtual:emoji" {
  /** Sign, label, name between colons, other words. */
  export const emoji: [string, string, string, string][];
}
