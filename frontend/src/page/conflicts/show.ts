/** Shows where what one wrote alone met what others wrote at the same place. */
import "../../styles/editor/conflicts.css";
import type { Editor } from "@tiptap/core";
import type { Meeting } from "../../collab/meeting";
import { type Conflict, conflictsOf } from "../../editor/conflicts/find";
import { drawMarks, rangeOf, redrawMarks } from "../../editor/conflicts/marks";
import { ROOT } from "../../editor/schema";
import { announce } from "../announce";
import type { Company } from "../company";
import { bringIntoView } from "../intoView";
import { Panel, summary } from "./panel";

let shown: Conflicts | null = null;

export function showConflicts(editor: Editor, meeting: Meeting, company: Company): void {
  const found = conflictsOf(meeting, ROOT);
  if (found.length === 0) return;
  shown ??= new Conflicts(editor, company, () => {
    shown = null;
  });
  shown.add(found);
}

class Conflicts {
  private conflicts: Conflict[] = [];
  private current: Conflict | null = null;
  private readonly panel: Panel;
  private readonly stopDrawing: () => void;

  constructor(
    private readonly editor: Editor,
    private readonly company: Company,
    private readonly onEnd: () => void,
  ) {
    this.panel = new Panel({
      go: (step) => this.go(step),
      use: (side) => this.use(side),
      keep: () => this.settle(),
      dismiss: () => this.end(),
    });
    document.body.append(this.panel.element);
    this.stopDrawing = drawMarks(editor, {
      conflicts: () => this.conflicts,
      current: () => this.current,
      choose: (conflict) => {
        this.look(conflict);
        this.panel.focus();
      },
    });
  }

  add(conflicts: Conflict[]): void {
    this.conflicts = [...this.conflicts, ...conflicts];
    this.look(null);
    announce(summary(this.conflicts.length));
  }

  private go(step: 1 | -1): void {
    const { conflicts, current } = this;
    const index = current ? conflicts.indexOf(current) + step : step === 1 ? 0 : -1;
    this.look(conflicts.at(index % conflicts.length) ?? null);
  }

  private look(conflict: Conflict | null): void {
    this.current = conflict;
    this.panel.show(this.conflicts, conflict, conflict ? this.namesOf(conflict) : "");
    redrawMarks(this.editor);
    const range = conflict && rangeOf(this.editor.state, conflict);
    const place = range && this.editor.view.domAtPos(range.from).node;
    const element = place instanceof Element ? place : place?.parentElement;
    if (element) bringIntoView(element);
  }

  /** Of those others, the ones who are here. */
  private namesOf({ authors }: Conflict): string {
    const here = this.company.others.filter(({ clients }) =>
      clients.some((client) => authors.includes(client)),
    );
    return here.map(({ name }) => name).join(" and ") || "Others";
  }

  private use(side: "mine" | "theirs"): void {
    const { editor, current } = this;
    const range = current && rangeOf(editor.state, current);
    if (!range || !editor.isEditable) return;
    const { tr, schema } = editor.state;
    const { from, to } = range;
    const words = current[side];
    if (current.made) {
      for (const [name, value] of Object.entries(current.made[side])) {
        tr.setNodeAttribute(from, name, value);
      }
    } else if (!current.isBlock) tr.insertText(words, from, to);
    else if (words) tr.insert(to, schema.node("block", null, schema.text(words)));
    editor.view.dispatch(tr);
    this.settle();
  }

  private settle(): void {
    this.conflicts = this.conflicts.filter((conflict) => conflict !== this.current);
    if (this.conflicts.length === 0) this.end();
    else this.go(1);
    this.panel.focus();
  }

  private end(): void {
    const hadFocus = this.panel.element.contains(document.activeElement);
    this.panel.element.remove();
    this.stopDrawing();
    this.onEnd();
    if (hadFocus) this.editor.view.focus();
  }
}
