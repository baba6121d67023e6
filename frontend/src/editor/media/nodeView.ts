/** What the views of images and files have in common. */
import type { Node } from "@tiptap/pm/model";
import { NodeSelection } from "@tiptap/pm/state";
import type { EditorView, NodeView, ViewMutationRecord } from "@tiptap/pm/view";
import { part } from "./dom";
import { mediaKey, settle } from "./insert";
import { Progress } from "./progress";
import type { Uploads } from "./uploads";

export type GetPos = () => number | undefined;

export abstract class MediaView implements NodeView {
  abstract readonly dom: HTMLElement;
  /** Everything but the caption; what happens in it is none of ProseMirror's business. */
  protected readonly frame = part("div", "media-frame");
  protected readonly uploads: Uploads;
  protected progress: Progress | null = null;
  protected isSelected = false;
  private readonly stopListening: () => void;

  constructor(
    protected node: Node,
    protected readonly view: EditorView,
    private readonly getPos: GetPos,
  ) {
    const uploads = mediaKey.getState(view.state);
    if (!uploads) throw new Error("media without uploads");
    this.uploads = uploads;
    this.frame.contentEditable = "false";
    this.frame.addEventListener("mousedown", this.onMouseDown);
    this.stopListening = uploads.listen(() => this.progress && this.draw());
  }

  /** Shows what the node says now. */
  protected abstract draw(): void;

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.draw();
    return true;
  }

  selectNode(): void {
    this.isSelected = true;
    this.dom.classList.add("ProseMirror-selectednode");
    this.draw();
  }

  deselectNode(): void {
    this.isSelected = false;
    this.dom.classList.remove("ProseMirror-selectednode");
    this.draw();
  }

  stopEvent(event: Event): boolean {
    const isInside = event.target instanceof window.Node && this.frame.contains(event.target);
    return isInside && !/^(drag|drop)/.test(event.type);
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return this.frame.contains(mutation.target) || mutation.target === this.dom;
  }

  destroy(): void {
    this.stopListening();
  }

  /** Sets attributes of the node, each by itself, so that others' changes stay. */
  protected set(attributes: Record<string, unknown>): void {
    const pos = this.getPos();
    if (pos === undefined) return;
    const { tr } = this.view.state;
    for (const [name, value] of Object.entries(attributes)) tr.setNodeAttribute(pos, name, value);
    this.view.dispatch(tr);
  }

  protected readonly remove = (): void => {
    const pos = this.getPos();
    if (pos === undefined) return;
    const { tr } = this.view.state;
    this.view.dispatch(tr.delete(pos, pos + this.node.nodeSize).scrollIntoView());
    this.view.focus();
  };

  protected get position(): number | undefined {
    return this.getPos();
  }

  protected drawProgress(attachment: string | null, name: string): void {
    this.progress ??= new Progress(this.uploads, this.remove, () => this.progress && this.draw());
    if (!this.progress.element.isConnected) this.frame.append(this.progress.element);
    this.progress.show(attachment, name, this.view.editable);
    // Undo may have brought back what did not hear then what became of its upload.
    const upload = attachment ? this.uploads.of(attachment) : undefined;
    if (upload?.state === "received") queueMicrotask(() => settle(this.view));
  }

  protected clearProgress(): void {
    this.progress?.element.remove();
    this.progress = null;
  }

  private readonly onMouseDown = (event: MouseEvent): void => {
    const isControl = event.target instanceof Element && event.target.closest("button, a, form");
    const pos = this.getPos();
    if (isControl || event.button !== 0 || pos === undefined || !this.view.editable) return;
    event.preventDefault();
    const { state } = this.view;
    this.view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, pos)));
    this.view.focus();
  };
}
