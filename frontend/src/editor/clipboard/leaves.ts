/** What stands for itself in HTML: rules, page breaks, tables of contents, videos. */
import { videoAt } from "../schema/videos";
import { styled } from "./styles";

/** A fresh element for what the schema reads as a node without text; null for anything else. */
export function leafOf(element: HTMLElement): HTMLElement | null {
  if (isPageBreak(element)) return made(element, "div", "pageBreak");
  if ("toc" in element.dataset) return made(element, "nav", "toc");
  const video = videoIn(element);
  if (video !== null) return madeVideo(element, video);
  return element.tagName === "HR" ? made(element, "hr") : null;
}

function made({ ownerDocument }: HTMLElement, tag: string, name?: string): HTMLElement {
  const leaf = ownerDocument.createElement(tag);
  if (name) leaf.dataset[name] = "";
  return leaf;
}

/** The address of a video that is ours, or that a page shows in a frame. */
function videoIn(element: HTMLElement): string | null {
  if ("video" in element.dataset) return element.querySelector("a")?.getAttribute("href") ?? "";
  const address = element.tagName === "IFRAME" ? element.getAttribute("src") : null;
  const complete = address?.startsWith("//") ? `https:${address}` : address;
  return complete && videoAt(complete) ? complete : null;
}

function madeVideo(element: HTMLElement, address: string): HTMLElement {
  const video = made(element, "div", "video");
  const link = element.ownerDocument.createElement("a");
  link.setAttribute("href", address);
  video.append(link);
  return video;
}

/** Ours, and those of Word and Google Docs, which say it by the style of something empty. */
function isPageBreak(element: HTMLElement): boolean {
  if ("pageBreak" in element.dataset) return true;
  if (element.textContent.trim() !== "" || !/^(?:BR|HR|DIV|P)$/.test(element.tagName)) return false;
  const { breakBefore, breakAfter, pageBreakBefore, pageBreakAfter } = styled(element).style;
  return [breakBefore, breakAfter, pageBreakBefore, pageBreakAfter].some(
    (value) => value === "page" || value === "always",
  );
}
