/** Dragging something by a handle: until it is dropped, or Escape calls it off. */
import type { EditorView } from "@tiptap/pm/view";

/** A pointer that has moved less was pressed, not dragged. */
const SLACK = 4;

/** In the window, in pixels. */
export interface Point {
  x: number;
  y: number;
}

export interface Drag {
  isUnderWay: () => boolean;
  /** Whether the press that just ended was a drag. */
  wasDragged: () => boolean;
}

/** What is done on the way. */
interface Course {
  /** Takes up what is dragged; false when there is nothing. */
  begin: () => boolean;
  /** Is called for every frame. */
  follow: (pointer: Point) => void;
  /** Puts it down where the pointer is, or leaves it where it was. */
  end: (pointer: Point, drops: boolean) => void;
}

export function dragging(handle: HTMLElement, view: EditorView, course: Course): Drag {
  let from: Point | null = null;
  let pointer: Point = { x: 0, y: 0 };
  let isUnderWay = false;
  let wasDragged = false;

  const begin = () => {
    isUnderWay = course.begin();
    if (!isUnderWay) return;
    wasDragged = true;
    document.documentElement.classList.add("is-dragging");
    follow();
  };
  const follow = () => {
    if (!isUnderWay) return;
    course.follow(pointer);
    requestAnimationFrame(follow);
  };
  const end = (drops: boolean) => {
    from = null;
    if (!isUnderWay) return;
    isUnderWay = false;
    document.documentElement.classList.remove("is-dragging");
    course.end(pointer, drops);
    view.focus();
  };

  handle.addEventListener("pointerdown", (event) => {
    wasDragged = false;
    if (event.button !== 0) return;
    from = { x: event.clientX, y: event.clientY };
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener("pointermove", ({ clientX: x, clientY: y }) => {
    if (!from) return;
    pointer = { x, y };
    if (!isUnderWay && Math.hypot(x - from.x, y - from.y) > SLACK) begin();
  });
  handle.addEventListener("pointerup", () => end(true));
  handle.addEventListener("pointercancel", () => end(false));
  document.addEventListener(
    "keydown",
    (event) => {
      if (!isUnderWay || event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      end(false);
    },
    true,
  );
  return { isUnderWay: () => isUnderWay, wasDragged: () => wasDragged };
}
