/** How long ago something was, in words that can be kept fresh. */

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
];

/** Within so long it was just now. */
const NOW_MS = 5000;

/** Made when it is first wanted: that takes a while. */
let format: Intl.RelativeTimeFormat | undefined;

export function ago(then: number, now = Date.now()): string {
  const passed = now - then;
  const [unit, length] = UNITS.find(([, ms]) => passed >= ms) ?? ["second", 1000];
  if (passed < NOW_MS) return "just now";
  format ??= new Intl.RelativeTimeFormat("en", { numeric: "always" });
  return format.format(-Math.floor(passed / length), unit);
}
