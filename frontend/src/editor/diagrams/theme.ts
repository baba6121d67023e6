/** The colours of diagrams: those of styles/tokens.css, which the frame does not see. */

/** The page's own letters, else those that browsers use for their own interface. */
export const FONT = "Inter, system-ui, sans-serif";

/** Words, and what else is as large as the diagram says itself. */
export const SIZES = {
  fontSize: 14,
  gantt: { useWidth: 720, fontSize: 12, sectionFontSize: 12 },
  journey: { titleFontFamily: FONT, taskFontFamily: FONT, titleFontSize: "16px" },
  packet: { bitWidth: 22 },
};

type Look = "light" | "dark";

/** Neighbours in pies, mind maps and timelines, which differ in more than their hue. */
const SERIES = {
  light: ["#d1ecff", "#ffe1c7", "#d0f5d7", "#efe2ff", "#ffe792", "#ffdbef", "#ffdcd7", "#e8e6e2"],
  dark: ["#213d60", "#573114", "#1d4627", "#42335b", "#493a0b", "#572b41", "#5b2c29", "#3f3d3a"],
};

/** The same hues, to be seen as lines and dots. */
const LINES = {
  light: ["#0859ac", "#88470d", "#206b38", "#6941a1", "#735700", "#942d66", "#9e2c2c", "#646059"],
  dark: ["#99cbff", "#fdb584", "#95dba3", "#d2b8ff", "#e2c575", "#fcabd1", "#ffaca5", "#b5b0a9"],
};

/** For what has no place of its own in a theme. */
const GREY = {
  light: { fill: "#f1efeb", border: "#b5aea5", line: "#8f8981", soft: "#5c5852" },
  dark: { fill: "#33322f", border: "#6b6761", line: "#8f8a82", soft: "#b3afa7" },
};

/** Those in between, for bars and curves on either ground. */
const MIDDLE = "#5b93c9,#c97a3f,#4a9d62,#9673cf,#b08f2a,#c65f97,#cf6e65,#8f8981";

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
    ...series("light", "#211f1c"),
    darkMode: false,
    background: "#ffffff",
    pieStrokeColor: "#ffffff",
    signalColor: "#5c5852",
    sequenceNumberColor: "#ffffff",
    activationBorderColor: "#8089dd",
    sectionBkgColor: "#faf9f7",
    sectionBkgColor2: "#faf9f7",
    altSectionBkgColor: "#ffffff",
    excludeBkgColor: "#f1efeb",
    gridColor: "#8f8981",
    activeTaskBkgColor: "#d1ecff",
    activeTaskBorderColor: "#5b93c9",
    doneTaskBkgColor: "#e8e6e2",
    doneTaskBorderColor: "#b5aea5",
    critBkgColor: "#ffdcd7",
    critBorderColor: "#c9574d",
    todayLineColor: "#b3261e",
    vertLineColor: "#4450c8",
    taskTextClickableColor: "#4450c8",
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
    ...series("dark", "#edebe7"),
    darkMode: true,
    background: "#1d1d1c",
    pieStrokeColor: "#1d1d1c",
    signalColor: "#b3afa7",
    sequenceNumberColor: "#1d1d1c",
    activationBorderColor: "#6d76c4",
    sectionBkgColor: "#252524",
    sectionBkgColor2: "#252524",
    altSectionBkgColor: "#1d1d1c",
    excludeBkgColor: "#2e2d2b",
    gridColor: "#8f8a82",
    activeTaskBkgColor: "#213d60",
    activeTaskBorderColor: "#5d8fca",
    doneTaskBkgColor: "#3f3d3a",
    doneTaskBorderColor: "#6b6761",
    critBkgColor: "#5b2c29",
    critBorderColor: "#cf6e65",
    todayLineColor: "#ff9c90",
    vertLineColor: "#a4aeff",
    taskTextClickableColor: "#a4aeff",
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
function series(look: Look, ink: string): Record<string, unknown> {
  const entries = SERIES[look].flatMap((color, i) => [
    [`pie${i + 1}`, color],
    [`cScale${i}`, color],
    [`cScaleInv${i}`, LINES[look][i]],
    [`cScaleLabel${i}`, ink],
    [`git${i}`, color],
    [`gitBranchLabel${i}`, ink],
    [`fillType${i}`, color],
    [`actor${i}`, LINES[look][i]],
  ]);
  return Object.fromEntries([
    ...entries,
    ["pieTitleTextColor", ink],
    ["pieSectionTextColor", ink],
    ["pieLegendTextColor", ink],
    ["pieOpacity", "1"],
    ["xyChart", { plotColorPalette: MIDDLE }],
    ["archEdgeColor", GREY[look].line],
    ["archEdgeArrowColor", GREY[look].line],
    ["archGroupBorderColor", GREY[look].border],
    ["archGroupBorderWidth", "1px"],
    [
      "packet",
      {
        startByteColor: GREY[look].soft,
        endByteColor: GREY[look].soft,
        labelColor: ink,
        titleColor: ink,
        blockStrokeColor: GREY[look].border,
        blockFillColor: GREY[look].fill,
      },
    ],
    [
      "radar",
      { axisColor: GREY[look].border, graticuleColor: GREY[look].border, graticuleOpacity: 0.15 },
    ],
  ]);
}

/** What themes cannot say. */
export function cssOf(look: Look): string {
  const { background, lineColor, secondaryColor, textColor } = COLORS[look];
  const curves = LINES[look].map(
    (color, i) => `
      .radarCurve-${i}, .radarLegendBox-${i} { stroke: ${color}; fill: ${color}; fill-opacity: 0.2 }`,
  );
  return `
    text { font-family: ${FONT} !important }
    .eventWrapper { filter: none }
    .grid .tick { stroke-opacity: 0.25 }
    .edgeLabel .label rect { fill: ${background}; opacity: 1 }
    .marker circle { fill: ${background} }
    .sections > .cluster > rect { fill: ${secondaryColor}; stroke: none }
    .link { mix-blend-mode: normal !important }
    [stroke="#444444"] { stroke: ${lineColor} }
    [fill="#444444"] { fill: ${textColor} }
    ${curves.join("")}
  `;
}
