/** Both directions of markdown; a chunk of its own. */
export { readMarkdown } from "./read";
export { writeMarkdown } from "./write";
