/** Gives every time on the page its exact moment in the reader's own zone, as a tooltip. */
export function explainTimes(): void {
  const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });
  document.addEventListener("pointerover", (event) => {
    const time = (event.target as Element).closest("time");
    if (time && !time.title) time.title = exact.format(new Date(time.dateTime));
  });
}
