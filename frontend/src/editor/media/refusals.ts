/** What is not taken, or taken as something else than it was meant for, said before it is sent. */
import { showNotice } from "../../site/notice";

/** How large a file may be, in bytes and as people read it. */
export interface FileLimit {
  bytes: number;
  words: string;
}

/** What is shown as an image, as far as the name of a type tells; the server looks at the bytes. */
export const IMAGES = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"];

/** Those of the files that can be sent; says of the others why not, and what becomes no image. */
export function acceptable(files: readonly File[], limit: FileLimit | undefined): File[] {
  const isSmall = ({ size }: File) => !limit || size <= limit.bytes;
  const taken = files.filter(isSmall);
  const refused = files.filter((file) => !isSmall(file));
  const others = taken.filter(({ type }) => type.startsWith("image/") && !IMAGES.includes(type));
  const said = [
    ...(refused.length
      ? [`Not uploaded: ${names(refused)}. Files can be up to ${limit?.words}.`]
      : []),
    ...(others.length
      ? [`Attached as a file: ${names(others)}. PNG, JPEG, GIF, WebP and AVIF are shown as images.`]
      : []),
  ];
  if (said.length) showNotice(said.join(" "));
  return taken;
}

const names = (files: File[]) => files.map(({ name }) => name).join(", ");
