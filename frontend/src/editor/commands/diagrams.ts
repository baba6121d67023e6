/** Commands that make diagrams, which are code in a language of its own. */
import type { Command, EditorState } from "@tiptap/pm/state";
import { isDiagram } from "../schema/kinds";
import { isEverywhere, reshape, selectedBlocks } from "./blocks";

/** What an empty block begins with, so that there is something to go on from. */
const FIRST = "flowchart LR\n    A[Start] --> B[End]";

/** Turns the selected blocks into diagrams; an empty one becomes a small one. */
export const setDiagram: Command = (state, dispatch) => {
  const shaped = reshape((shape) => ({ ...shape, kind: "code", language: "mermaid" }));
  return shaped(
    state,
    dispatch &&
      ((tr) => {
        const { $from, empty } = tr.selection;
        const isBlank = empty && $from.parent.content.size === 0;
        dispatch(isBlank ? tr.insertText(FIRST).scrollIntoView() : tr);
      }),
  );
};

/** Turns the selected blocks into code, diagrams too. */
export const setCode: Command = reshape(({ language, ...shape }) => ({
  ...shape,
  kind: "code",
  language: language === "mermaid" ? null : language,
}));

/** Whether every selected block is a diagram. */
export function isDiagrams(state: EditorState): boolean {
  const blocks = selectedBlocks(state);
  return blocks.length > 0 && blocks.every(({ node }) => isDiagram(node));
}

/** Whether every selected block is code and none of them a diagram. */
export function isPlainCode(state: EditorState): boolean {
  return isEverywhere(state, "code") && !selectedBlocks(state).some(({ node }) => isDiagram(node));
}
