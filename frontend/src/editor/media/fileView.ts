/** A file in the editor: a card to save it from, or what is being uploaded. */
import type { Node } from "@tiptap/pm/model";
import type { EditorView } from "@tiptap/pm/view";
import { icon } from "../menus/icons";
import { cardAttributes, downloadAttributes, fileOf, sizeText } from "../schema/media";
import { part, setAttributes } from "./dom";
import { type GetPos, MediaView } from "./nodeView";

export class FileView extends MediaView {
  readonly dom = document.createElement("div");
  private readonly name = part("span", "file-name");
  private readonly size = part("span", "file-size");
  private readonly download = document.createElement("a");

  constructor(node: Node, view: EditorView, getPos: GetPos) {
    super(node, view, getPos);
    this.name.dir = "auto";
    this.download.append(icon("download"));
    this.frame.append(part("span", "file-icon"), part("span", "file-text", this.name, this.size));
    this.dom.append(this.frame);
    this.draw();
  }

  protected draw(): void {
    const { attachment, name, size } = fileOf(this.node.attrs);
    setAttributes(this.dom, cardAttributes(this.node.attrs));
    this.name.textContent = name;
    const isHere = attachment !== null && size !== null;
    this.size.textContent = isHere ? sizeText(size) : "";
    this.dom.classList.toggle("is-uploading", !isHere);
    if (isHere) {
      this.clearProgress();
      setAttributes(this.download, downloadAttributes(attachment, name));
      this.download.className = "file-download";
      this.frame.append(this.download);
    } else {
      this.download.remove();
      this.drawProgress(attachment, "the file");
    }
  }
}
