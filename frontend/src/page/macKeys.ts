/** Names shortcuts as Macs do: the templates say Ctrl, Alt and Shift. */

const SIGNS: [RegExp, string][] = [
  [/Ctrl\+/g, "⌘"],
  [/Alt\+/g, "⌥"],
  [/Shift\+/g, "⇧"],
];

export function isMac(): boolean {
  return /Mac|iP(hone|[ao]d)/.test(navigator.platform);
}

/** Whether the key goes with the one that shortcuts begin with. */
export function isMod({ ctrlKey, metaKey }: KeyboardEvent): boolean {
  return isMac() ? metaKey : ctrlKey;
}

export function showMacKeys(root: HTMLElement): void {
  if (!isMac()) return;
  for (const element of root.querySelectorAll<HTMLElement>("[title]")) {
    element.title = macKeys(element.title);
  }
  for (const keys of root.querySelectorAll("kbd")) keys.textContent = macKeys(keys.textContent);
}

export function macKeys(keys: string): string {
  return SIGNS.reduce((text, [name, sign]) => text.replace(name, sign), keys);
}
