/** Gives every time on the page its exact moment in the reader's own zone, as a tooltip. */
export function explainTimes(): void {
  // Made when it is first wanted: that takes tens of milliseconds.
  let exact: Intl.DateTimeFormat | undefined;
  document.addEventListener("pointerover", (event) => {
    const time = (event.target as Element).closest("time");
    if (!time || time.title) return;
    exact ??= new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });
    time.title = exact.format(new Date(time.dateTime));
  });
}
