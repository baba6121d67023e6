/** How diagrams in Mermaid are coloured where they are written. */
import type { LanguageFn } from "highlight.js";

const KINDS =
  "flowchart graph sequenceDiagram classDiagram stateDiagram stateDiagram-v2 erDiagram journey gantt pie " +
  "quadrantChart requirementDiagram gitGraph mindmap timeline sankey-beta xychart-beta block-beta kanban " +
  "architecture-beta packet-beta radar-beta treemap-beta";

const KEYWORDS =
  "subgraph end direction participant actor activate deactivate loop alt else opt par and critical break " +
  "rect note over left right of class classDef click style linkStyle state section title dateFormat " +
  "axisFormat accTitle accDescr commit branch checkout merge namespace autonumber box create destroy";

const mermaid: LanguageFn = (hljs) => ({
  name: "Mermaid",
  keywords: {
    $pattern: "[a-zA-Z][\\w-]*",
    keyword: `${KINDS} ${KEYWORDS}`,
    literal: "TB TD BT LR RL",
  },
  contains: [
    hljs.COMMENT("%%", "$"),
    hljs.QUOTE_STRING_MODE,
    { scope: "string", begin: /(?<=\|)[^|\n]+(?=\|)/ },
    { scope: "string", begin: /(?<=[\w)\]}]\s?)(?<=\[\[?|\(\(?|\{\{?)[^[\](){}\n]+/ },
    { scope: "symbol", begin: /<?[-=.]{2,}[->ox)]*|<\|--|--[*o]/ },
  ],
});

// biome-ignore lint/style/noDefaultExport: as highlight.js has its languages
export default mermaid;
