/** The small form that asks for the address of a video. */
import type { Editor } from "@tiptap/core";
import { completeUrl } from "../schema/urls";
import { videoAt } from "../schema/videos";
import { ASK_VIDEO, insertVideo } from "../video/video";
import { followWords } from "./beside";

export function bindVideoForm(form: HTMLFormElement, editor: Editor): void {
  const input = form.querySelector("input") as HTMLInputElement;
  const error = form.querySelector("[data-error]") as HTMLElement;
  const complain = (text: string) => {
    error.textContent = text;
    error.hidden = text === "";
    input.setAttribute("aria-invalid", String(text !== ""));
  };
  const place = followWords(form, editor, () => editor.state.selection);
  const close = () => {
    form.hidePopover();
    editor.view.focus();
  };

  editor.view.dom.addEventListener(ASK_VIDEO, () => {
    input.value = "";
    complain("");
    form.showPopover();
    place();
    // The menu that asked gives the focus back to the text first.
    requestAnimationFrame(() => input.focus());
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const url = completeUrl(input.value);
    if (!url || !videoAt(url)) {
      return complain("Videos of YouTube, Vimeo and Dailymotion can be shown here.");
    }
    insertVideo(url)(editor.state, editor.view.dispatch, editor.view);
    close();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
}
