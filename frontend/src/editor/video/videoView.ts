/** Draws a video as a card. Nothing is asked of its provider before somebody wants to see it. */
import type { Node } from "@tiptap/pm/model";
import type { NodeView } from "@tiptap/pm/view";
import { icon } from "../menus/icons";
import { type Video, videoAt } from "../schema/videos";
import { drawn } from "../view/drawing";

/** What a provider's page may do in its frame. It is of another origin: ours stays out of its reach. */
const SANDBOX = "allow-scripts allow-same-origin allow-presentation allow-popups";

export class VideoView implements NodeView {
  readonly dom: HTMLElement;

  constructor(private node: Node) {
    this.dom = drawn(node).dom;
    const video = videoAt(node.attrs.url);
    if (video) this.dom.prepend(this.makeButton(video));
  }

  /** A frame is not made anew when others write elsewhere: it would play from the start. */
  update(node: Node): boolean {
    if (!node.sameMarkup(this.node)) return false;
    this.node = node;
    return true;
  }

  ignoreMutation(): boolean {
    return true;
  }

  stopEvent({ target }: Event): boolean {
    return target instanceof Element && target.closest("a, button") !== null;
  }

  private makeButton(video: Video): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "video-play";
    button.title = `Play here; ${video.provider} is asked for it then`;
    button.setAttribute("aria-label", `Play the video from ${video.provider}`);
    button.append(icon("play"));
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      const frame = frameOf(video);
      button.replaceWith(frame);
      this.dom.classList.add("is-playing");
      frame.focus();
    });
    return button;
  }
}

function frameOf({ provider, frame }: Video): HTMLIFrameElement {
  const element = document.createElement("iframe");
  element.title = `Video from ${provider}`;
  element.setAttribute("sandbox", SANDBOX);
  element.allow = "autoplay; fullscreen";
  // YouTube plays nothing for pages that do not say who they are.
  element.referrerPolicy = "strict-origin-when-cross-origin";
  element.src = frame;
  return element;
}
