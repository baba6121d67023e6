/** The colours of diagrams: those of styles/tokens.css, which the frame does not see. */

/** The page's own letters, else those that browsers use for their own interface. */
export const FONT = "Inter, system-ui, sans-serif";

/** Neighbours in pies, mind maps and timelines, which differ in more than their hue. */
const SERIES = {
  light: ["#d1ecff", "#ffe1c7", "#d0f5d7", "#efe2ff", "#ffe792", "#ffdbef", "#ffdcd7", "#e8e6e2"],
  dark: ["#213d60", "#573114", "#1d4627", "#42335b", "#493a0b", "#572b41", "#5b2c29", "#3f3d3a"],
};

const COMMON = {
  fontFamily: FONT,
  fontSize: "14px",
  radius: 6,
  useGradient: false,
  dropShadow: "none",
  pieStrokeWidth: "2px",
  pieOuterStrokeWidth: "0px",
  pieTitleTextSize: "16px",
  pieSectionTextSize: "14px",
  pieLegendTextSize: "14px",
};

export const COLORS = {
  light: {
    ...COMMON,
    ...series(SERIES.light, "#211f1c"),
    darkMode: false,
    background: "#ffffff",
    pieStrokeColor: "#ffffff",
    signalColor: "#5c5852",
    primaryColor: "#eceefc",
    primaryTextColor: "#211f1c",
    primaryBorderColor: "#8089dd",
    secondaryColor: "#f1efeb",
    secondaryTextColor: "#211f1c",
    secondaryBorderColor: "#b5aea5",
    tertiaryColor: "#faf9f7",
    tertiaryTextColor: "#211f1c",
    tertiaryBorderColor: "#dbd6ce",
    textColor: "#211f1c",
    titleColor: "#211f1c",
    lineColor: "#8f8981",
    edgeLabelBackground: "#ffffff",
    noteBkgColor: "#fdf3e0",
    noteTextColor: "#211f1c",
    noteBorderColor: "#e3c88f",
    errorBkgColor: "#fcebe9",
    errorTextColor: "#b3261e",
  },
  dark: {
    ...COMMON,
    ...series(SERIES.dark, "#edebe7"),
    darkMode: true,
    background: "#1d1d1c",
    pieStrokeColor: "#1d1d1c",
    signalColor: "#b3afa7",
    primaryColor: "#2b2d4a",
    primaryTextColor: "#edebe7",
    primaryBorderColor: "#6d76c4",
    secondaryColor: "#33322f",
    secondaryTextColor: "#edebe7",
    secondaryBorderColor: "#6b6761",
    tertiaryColor: "#252524",
    tertiaryTextColor: "#edebe7",
    tertiaryBorderColor: "#4a4743",
    textColor: "#edebe7",
    titleColor: "#edebe7",
    lineColor: "#8f8a82",
    edgeLabelBackground: "#1d1d1c",
    noteBkgColor: "#33270f",
    noteTextColor: "#edebe7",
    noteBorderColor: "#75602f",
    errorBkgColor: "#40211d",
    errorTextColor: "#ff9c90",
  },
};

/** Mermaid counts some from 0 and some from 1. */
function series(colors: readonly string[], ink: string): Record<string, string> {
  const entries = colors.flatMap((color, i) => [
    [`pie${i + 1}`, color],
    [`cScale${i}`, color],
    [`cScaleLabel${i}`, ink],
    [`git${i}`, color],
    [`gitBranchLabel${i}`, ink],
    [`fillType${i}`, color],
  ]);
  return Object.fromEntries([
    ...entries,
    ["pieTitleTextColor", ink],
    ["pieSectionTextColor", ink],
    ["pieLegendTextColor", ink],
    ["pieOpacity", "1"],
  ]);
}
