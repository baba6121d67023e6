/** What can be done with the selected image. */
import { type ImageShape, SIDES, type Side } from "../schema/media";
import { rove } from "../toolbar/roving";
import { keepInWindow, part, textButton, tool } from "./dom";

interface Options {
  frame: HTMLElement;
  set: (attributes: Record<string, unknown>) => void;
  open: () => void;
  caption: () => void;
  remove: () => void;
  /** Goes back to the text. */
  leave: () => void;
}

const SIDE_TOOLS: Record<Side, [label: string, symbol: string]> = {
  start: ["At the start", "align-horizontal-justify-start"],
  center: ["In the centre", "align-horizontal-justify-center"],
  end: ["At the end", "align-horizontal-justify-end"],
  full: ["Full width", "stretch-horizontal"],
};

export class ImageTools {
  private readonly bar = part("div", "media-tools");
  private readonly sides = new Map<Side, HTMLButtonElement>();
  private readonly altButton: HTMLButtonElement;
  private readonly form = document.createElement("form");
  private readonly input = document.createElement("input");
  private alt = "";

  constructor(private readonly options: Options) {
    this.bar.setAttribute("role", "toolbar");
    this.bar.ariaLabel = "Image";
    for (const side of SIDES) {
      const [label, symbol] = SIDE_TOOLS[side];
      const align = side === "start" ? null : side;
      const button = tool(label, symbol, () => options.set({ align }));
      this.sides.set(side, button);
      this.bar.append(button);
    }
    this.altButton = textButton("Alt text", () => this.editAlt());
    this.altButton.className = "media-tool media-tool-text";
    this.bar.append(
      this.altButton,
      tool("Caption", "captions", options.caption),
      tool("Show larger", "maximize-2", options.open),
      tool("Delete the image", "trash-2", options.remove),
    );
    rove(this.bar, options.leave);
    this.makeForm();
    options.frame.append(this.bar, this.form);
    window.addEventListener("resize", this.place);
  }

  show({ side, alt }: ImageShape): void {
    for (const [name, button] of this.sides) button.ariaPressed = String(name === side);
    this.alt = alt;
    this.altButton.title = alt ? `Alt text: ${alt}` : "Say what the image shows";
    this.altButton.classList.toggle("is-wanting", alt === "");
    this.place();
  }

  destroy(): void {
    window.removeEventListener("resize", this.place);
    this.bar.remove();
    this.form.remove();
  }

  /** An image at the side of a narrow page leaves them no room. */
  private readonly place = (): void => {
    keepInWindow(this.bar);
    keepInWindow(this.form);
  };

  private makeForm(): void {
    this.form.className = "media-alt";
    this.form.hidden = true;
    this.input.className = "input";
    this.input.maxLength = 1000;
    this.input.placeholder = "What does the image show?";
    this.input.ariaLabel = "Alt text: what the image shows";
    const save = textButton("Save", () => {});
    save.type = "submit";
    save.classList.add("button-primary");
    this.form.append(
      this.input,
      save,
      part("p", "media-alt-hint", "Read out to those who do not see it."),
    );
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.form.hidden = true;
      const alt = this.input.value.trim();
      if (alt !== this.alt) this.options.set({ alt: alt || null });
      this.options.leave();
    });
    this.form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      this.form.hidden = true;
      this.options.leave();
    });
  }

  private editAlt(): void {
    this.form.hidden = !this.form.hidden;
    this.input.value = this.alt;
    this.place();
    if (!this.form.hidden) this.input.focus();
  }
}
