/** An image in the editor: shown, being uploaded, or not to be had. */

import type { Node } from "@tiptap/pm/model";
import { TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import {
  addressOf,
  figureAttributes,
  type ImageShape,
  imageOf,
  imgAttributes,
} from "../schema/media";
import { part, setAttributes, textButton, tool } from "./dom";
import { ImageTools } from "./imageTools";
import { openLightbox } from "./lightbox";
import { type GetPos, MediaView } from "./nodeView";
import { ResizeHandles } from "./resize";

export class ImageView extends MediaView {
  readonly dom = document.createElement("figure");
  readonly contentDOM = document.createElement("figcaption");
  private readonly img = document.createElement("img");
  private missing: HTMLElement | null = null;
  private zoom: HTMLElement | null = null;
  private tools: ImageTools | null = null;
  private handles: ResizeHandles | null = null;

  constructor(node: Node, view: EditorView, getPos: GetPos) {
    super(node, view, getPos);
    this.contentDOM.dir = "auto";
    // Whole blocks are dragged by their handle.
    this.img.draggable = false;
    this.dom.append(this.frame, this.contentDOM);
    this.img.addEventListener("error", () => this.isShown && this.showMissing());
    this.img.addEventListener("load", () => this.clearMissing());
    this.img.addEventListener("dblclick", () => this.open());
    this.draw();
  }

  protected draw(): void {
    const shape = imageOf(this.node.attrs);
    setAttributes(this.dom, figureAttributes(this.node.attrs));
    this.dom.classList.toggle("is-bare", this.node.content.size === 0);
    this.drawImage(shape);
    this.drawTools(shape);
  }

  override destroy(): void {
    super.destroy();
    this.tools?.destroy();
  }

  private get isShown(): boolean {
    return this.progress === null;
  }

  private drawImage(shape: ImageShape): void {
    const { attachment, size } = shape;
    if (attachment && size) {
      this.clearProgress();
      setAttributes(this.img, imgAttributes(shape, attachment));
      if (!this.img.isConnected) this.frame.prepend(this.img);
    } else {
      const preview = attachment ? this.uploads.of(attachment)?.preview : null;
      if (preview) setAttributes(this.img, { src: preview, alt: shape.alt });
      if (preview && !this.img.isConnected) this.frame.prepend(this.img);
      if (!preview) this.img.remove();
      this.drawProgress(attachment, "the image");
    }
    this.dom.classList.toggle("is-uploading", !this.isShown);
    this.drawZoom();
  }

  /** Whoever only reads opens the image with one press. */
  private drawZoom(): void {
    const isOf = this.isShown && !this.view.editable;
    if (isOf && !this.zoom) {
      this.zoom = tool("Show the image larger", "maximize-2", () => this.open());
      this.zoom.classList.add("media-zoom");
      this.frame.append(this.zoom);
    } else if (!isOf) {
      this.zoom?.remove();
      this.zoom = null;
    }
  }

  private drawTools(shape: ImageShape): void {
    const isOf = this.isSelected && this.view.editable && this.isShown;
    if (!isOf) {
      this.tools?.destroy();
      this.handles?.element.remove();
      this.tools = this.handles = null;
      return;
    }
    this.tools ??= new ImageTools({
      frame: this.frame,
      set: (attributes) => this.set(attributes),
      open: () => this.open(),
      caption: () => this.goToCaption(),
      remove: this.remove,
      leave: () => this.view.focus(),
    });
    this.handles ??= new ResizeHandles(this.dom, this.frame, (width) => this.set({ width }));
    this.tools.show(shape);
    this.handles.show(shape);
  }

  private open(): void {
    const { attachment, alt } = imageOf(this.node.attrs);
    if (!attachment || !this.isShown) return;
    openLightbox(addressOf(attachment, "large"), alt, this.node.textContent);
  }

  private goToCaption(): void {
    const pos = this.position;
    if (pos === undefined) return;
    const { tr } = this.view.state;
    const end = pos + this.node.nodeSize - 1;
    this.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, end)).scrollIntoView());
    this.view.focus();
  }

  private showMissing(): void {
    this.clearMissing();
    const again = textButton("Try again", () => {
      const { src, srcset } = this.img;
      this.img.srcset = "";
      this.img.src = "";
      if (srcset) this.img.srcset = srcset;
      this.img.src = src;
    });
    this.missing = part("div", "media-missing", "The image cannot be shown now.", again);
    this.dom.classList.add("is-missing");
    this.frame.append(this.missing);
  }

  private clearMissing(): void {
    this.missing?.remove();
    this.missing = null;
    this.dom.classList.remove("is-missing");
  }
}
