/** The menu of a table: from the toolbar all of it, from the handles at its edges a part. */
import type { Editor } from "@tiptap/core";
import type { Command } from "@tiptap/pm/state";
import { drawItem, items, onMenuKey, title } from "../menus/blockMenu";
import { icon } from "../menus/icons";
import { float } from "../menus/place";
import { COLORS, type Color } from "../schema/colors";
import { PARTS, type Part, TABLE_ACTIONS } from "./actions";
import { backgroundOf, setBackground } from "./commands";
import { tableHere } from "./edit";

export interface TableMenu {
  readonly element: HTMLElement;
  open(anchor: HTMLElement, parts?: readonly Part[]): void;
}

export function makeTableMenu(editor: Editor, nameKeys: (drawn: HTMLElement) => void): TableMenu {
  const { view } = editor;
  const menu = document.createElement("div");
  menu.className = "menu menu-block menu-table";
  menu.setAttribute("role", "menu");
  menu.setAttribute("aria-label", "Table");
  menu.popover = "auto";
  view.dom.after(menu);
  let stop: (() => void) | null = null;

  const run = (command: Command) => {
    menu.hidePopover();
    view.focus();
    command(editor.state, view.dispatch, view);
  };
  const draw = (part: Part): HTMLElement[] => {
    const useful = TABLE_ACTIONS.filter(
      (action) => action.part === part && action.run(editor.state),
    );
    const drawn = useful.map((action) =>
      drawItem(
        action,
        () => run(action.run),
        action.isOn?.(editor.state),
        action.isOn && "menuitemcheckbox",
      ),
    );
    const colors = part === "Cells" ? [swatches(editor, run)] : [];
    return [title(part), ...drawn, ...colors];
  };

  menu.addEventListener("toggle", () => {
    if (!menu.matches(":popover-open")) stop?.();
  });
  menu.addEventListener("keydown", (event) => onMenuKey(event, menu, () => view.focus()));
  return {
    element: menu,
    open: (anchor, parts = PARTS) => {
      menu.replaceChildren(...parts.flatMap(draw));
      nameKeys(menu);
      menu.showPopover();
      stop = float(anchor, menu, "bottom-start");
      items(menu)[0]?.focus();
    },
  };
}

/** The grounds that cells can have. */
function swatches({ state }: Editor, run: (command: Command) => void): HTMLElement {
  const here = tableHere(state);
  const current = here && backgroundOf(here);
  const group = document.createElement("div");
  group.className = "swatches";
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "Background");
  for (const color of [null, ...COLORS]) {
    const swatch = drawSwatch(color, color === (current ?? null));
    swatch.addEventListener("click", () => run(setBackground(color)));
    group.append(swatch);
  }
  return group;
}

function drawSwatch(color: Color | null, isOn: boolean): HTMLElement {
  const swatch = document.createElement("button");
  swatch.type = "button";
  swatch.className = "swatch";
  swatch.tabIndex = -1;
  swatch.setAttribute("role", "menuitemradio");
  swatch.setAttribute("aria-checked", String(isOn));
  swatch.title = color ? color.charAt(0).toUpperCase() + color.slice(1) : "No background";
  swatch.setAttribute("aria-label", swatch.title);
  if (!color) {
    swatch.append(icon("ban"));
    return swatch;
  }
  const sample = document.createElement("span");
  sample.className = "sample";
  sample.dataset.highlight = color;
  swatch.append(sample);
  return swatch;
}
