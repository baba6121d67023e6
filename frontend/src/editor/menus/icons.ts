/** The pages' icons, for what scripts draw. */

const FILES = import.meta.glob<string>("../../../../templates/icons/*.svg", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** Draws an icon of `templates/icons`; it is decoration, so what carries it needs a label. */
export function icon(name: string): DocumentFragment {
  const svg = FILES[`../../../../templates/icons/${name}.svg`];
  if (svg === undefined) throw new Error(`no icon ${name}`);
  const template = document.createElement("template");
  template.innerHTML = svg.trim();
  return template.content;
}
