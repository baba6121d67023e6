/**
 * Images and files in pasted HTML: those of this document stay what they are, those of another
 * document here are copied, images that stand in the HTML itself are uploaded. Nothing is ever
 * loaded from elsewhere.
 */
import type { Uploads } from "./uploads";

const ADDRESS = /^\/d\/([\da-f-]{36})\/files\/([\da-f-]{36})\/(large|small|file)$/;
const DATA = /^data:(image\/(?:png|jpeg|gif|webp|avif));base64,(.+)$/s;

const EMOJI = /^(\p{Extended_Pictographic}|:\w+:)/u;

/** Prepares what is to be pasted; returns how many images had to be left behind. */
export function adopt(pasted: HTMLElement, uploads: Uploads): number {
  let left = 0;
  for (const figure of pasted.querySelectorAll("figure")) delete figure.dataset.attachment;
  for (const img of pasted.querySelectorAll("img")) {
    if (isPixel(img)) {
      img.remove();
      continue;
    }
    const attachment = attachmentFor(img, img.getAttribute("src") ?? "", uploads);
    const figure = figureOf(img);
    if (attachment) (figure ?? img).dataset.attachment = attachment;
    if (attachment && figure) figure.dataset.media = "image";
    if (!attachment) {
      // Only what it is instead of is taken, such as an emoji or a formula.
      delete img.dataset.attachment;
      if (!EMOJI.test(img.alt) && img.closest("math, [class*=math]") === null) left += 1;
    }
  }
  for (const card of pasted.querySelectorAll<HTMLElement>('[data-media="file"]')) {
    const link = card.querySelector("a");
    const attachment = link && attachmentFor(link, link.getAttribute("href") ?? "", uploads);
    if (attachment) card.dataset.attachment = attachment;
    else card.remove();
  }
  return left;
}

/** What is there only to be counted. */
function isPixel(img: HTMLImageElement): boolean {
  const sizes = [img.getAttribute("width"), img.getAttribute("height")];
  return sizes.every((size) => size === "0" || size === "1");
}

/** The figure, ours or another page's, that shows this image alone and says what it is. */
function figureOf(img: HTMLImageElement): HTMLElement | null {
  const figure = img.closest("figure");
  return figure?.querySelectorAll("img, table, pre").length === 1 ? figure : null;
}

function attachmentFor(element: HTMLElement, address: string, uploads: Uploads): string | null {
  const data = DATA.exec(address);
  if (data) {
    dropSize(element);
    return uploads.start(fileOf(data[1] ?? "", data[2] ?? ""), true);
  }
  const url = URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI) : null;
  const found = url?.origin === location.origin ? ADDRESS.exec(url.pathname) : null;
  if (!url || !found) return null;
  if (location.pathname.startsWith(`/d/${found[1]}/`)) return found[2] ?? null;
  const isImage = found[3] !== "file";
  const name = element.closest("[data-media]")?.querySelector(".file-name")?.textContent;
  dropSize(element);
  return uploads.copy(url.pathname, name ?? "image", isImage);
}

/** What is not here yet has no size. */
function dropSize(element: Element): void {
  for (const attribute of ["width", "height", "data-size"]) {
    element.closest(`[${attribute}]`)?.removeAttribute(attribute);
  }
}

function fileOf(type: string, encoded: string): File {
  const bytes = Uint8Array.from(atob(encoded.replace(/\s/g, "")), (c) => c.charCodeAt(0));
  return new File([bytes], `image.${type.replace("image/", "")}`, { type });
}

/** Whether HTML that comes along with files says more than that there is an image. */
export function hasWords(html: string): boolean {
  return html.replace(/<(style|script)[\s\S]*?<\/\1>|<[^>]*>|<!--[\s\S]*?-->/g, "").trim() !== "";
}
