const SHOWN_FOR = 6000;

let hiding: ReturnType<typeof setTimeout> | undefined;

/** Says something at the foot of the page for a few seconds. */
export function showNotice(text: string): void {
  const notice = document.getElementById("notice");
  if (!notice) return;
  notice.textContent = text;
  notice.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => {
    notice.hidden = true;
  }, SHOWN_FOR);
}
