/** The palette: colours by name, so that light and dark each show a shade that can be read. */

export const COLORS = [
  "gray",
  "red",
  "orange",
  "yellow",
  "green",
  "blue",
  "purple",
  "pink",
] as const;
export type Color = (typeof COLORS)[number];

/** Where on the wheel, in degrees, each colour ends; what follows the last is red again. */
const HUES: [number, Color][] = [
  [15, "red"],
  [40, "orange"],
  [68, "yellow"],
  [170, "green"],
  [245, "blue"],
  [290, "purple"],
  [345, "pink"],
];

export function isColor(value: unknown): value is Color {
  return COLORS.some((color) => color === value);
}

/**
 * The name nearest to a colour of a foreign page.
 *
 * @param css `rgb(…)`, six hexadecimal digits or a name, as browsers hand styles on
 * @param chroma how far from grey, of 1, it has to be to be meant as a colour
 */
export function nearestColor(css: string, chroma: number): Color | null {
  const rgb = channelsOf(css);
  if (!rgb) return null;
  const [red = 0, green = 0, blue = 0] = rgb;
  const high = Math.max(...rgb);
  const spread = high - Math.min(...rgb);
  if (spread / 255 < chroma) return null;
  const sextant =
    high === red
      ? (green - blue) / spread
      : high === green
        ? 2 + (blue - red) / spread
        : 4 + (red - green) / spread;
  const hue = (sextant * 60 + 360) % 360;
  return HUES.find(([end]) => hue < end)?.[1] ?? "red";
}

/** Colours that programs name instead (Word does): those of HTML that are not grey. */
const NAMED = new Map(
  Object.entries({
    red: "#ff0000",
    maroon: "#800000",
    yellow: "#ffff00",
    olive: "#808000",
    lime: "#00ff00",
    green: "#008000",
    aqua: "#00ffff",
    cyan: "#00ffff",
    teal: "#008080",
    blue: "#0000ff",
    navy: "#000080",
    fuchsia: "#ff00ff",
    magenta: "#ff00ff",
    purple: "#800080",
    orange: "#ffa500",
  }),
);

/** Red, green and blue of 255; null for what cannot be seen through or read. */
function channelsOf(css: string): number[] | null {
  const hex = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(NAMED.get(css) ?? css);
  if (hex) return hex.slice(1).map((digits) => Number.parseInt(digits, 16));
  const [red, green, blue, alpha = 1] = /^rgba?\(/.test(css)
    ? (css.match(/[\d.]+/g) ?? []).map(Number)
    : [];
  if (red === undefined || green === undefined || blue === undefined || alpha < 0.5) return null;
  return [red, green, blue];
}
