/**
 * Has the editor learn now where the cursor is.
 *
 * Browsers tell of a moved cursor up to a frame late; what others do, shown in between, would put
 * it back to where the editor last knew it.
 */
export function readCursor(): void {
  document.dispatchEvent(new Event("selectionchange"));
}
