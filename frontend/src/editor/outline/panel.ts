/** Shows and hides the outline: beside the text where there is room, else as a drawer over it. */

const KEY = "collab:outline";
const HIDDEN = "hidden";

export interface Panel {
  toggle: () => void;
  /** Puts the drawer away; a panel beside the text stays. */
  closeDrawer: () => void;
}

/** `buttons` show and hide it; those in the panel itself only hide it. */
export function bindPanel(panel: HTMLElement, buttons: HTMLElement[]): Panel {
  const wide = matchMedia("(min-width: 80rem)");
  let isHidden = localStorage.getItem(KEY) === HIDDEN;

  const isShown = () => (wide.matches ? !isHidden : panel.matches(":popover-open"));
  const render = () => {
    panel.classList.toggle("is-hidden", isHidden);
    for (const button of buttons) button.ariaExpanded = String(isShown());
  };
  const closeDrawer = () => {
    if (panel.matches(":popover-open")) panel.hidePopover();
  };
  const focus = () => {
    const stops = ["[aria-current]", "a", "button"];
    const [first] = stops.flatMap((stop) => panel.querySelector<HTMLElement>(stop) ?? []);
    first?.focus();
  };

  const toggle = () => {
    if (!wide.matches) {
      panel.togglePopover();
    } else {
      isHidden = !isHidden;
      localStorage.setItem(KEY, isHidden ? HIDDEN : "shown");
      render();
    }
    if (isShown()) focus();
    else if (panel.contains(document.activeElement) || !document.activeElement?.checkVisibility()) {
      buttons[0]?.focus();
    }
  };

  for (const button of [...buttons, ...panel.querySelectorAll<HTMLElement>("[data-hide]")]) {
    button.addEventListener("click", toggle);
  }
  panel.addEventListener("toggle", render);
  wide.addEventListener("change", () => {
    closeDrawer();
    render();
  });
  render();
  return { toggle, closeDrawer };
}
