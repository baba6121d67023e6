/** Asks for a card on a mention when a pointer rests on it, a key leads there, or it is pressed. */
import type { Editor } from "@tiptap/core";
import { tokenAt } from "../../editor/tokens/tokens";
import type { Company } from "../company";
import type { MentionCard } from "./card";

export const MENTION = "[data-person], [data-document]";

/** @param me the id of who has the page open */
export function bindMentionCards({ view }: Editor, company: Company, me: string): void {
  const { dom } = view;
  let loading: Promise<MentionCard> | null = null;
  const ask = async (tell: (card: MentionCard) => void) => {
    loading ??= import("./card").then(({ MentionCard }) => new MentionCard(view, company, me));
    try {
      tell(await loading);
    } catch {
      // The line is bad; there is a next time.
      loading = null;
    }
  };
  const on = (name: "pointerover" | "focusin" | "click", tell: Teller) => {
    dom.addEventListener(name, (event: Event) => {
      const mention = mentionOf(event.target);
      if (mention) void ask((card) => tell(card, mention, event));
    });
  };
  on("pointerover", (card, mention, event) => {
    if ((event as PointerEvent).pointerType === "mouse") card.showSoon(mention);
  });
  // Readers' cursors go from link to link.
  on("focusin", (card, mention) => card.show(mention));
  on("click", (card, mention) => {
    // A press on a document opens it.
    if (mention.dataset.person) card.show(mention);
  });
  dom.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.altKey || event.ctrlKey || event.shiftKey) return;
    const token = tokenAt(view.state.selection.$from);
    const inside = token && view.domAtPos(token.from + 1).node.parentElement;
    if (!inside) return;
    event.preventDefault();
    const mention = mentionOf(inside);
    if (mention) void ask((card) => card.enter(mention));
    // A date is asked for as it is by a press.
    else inside.closest<HTMLElement>("time")?.click();
  });
}

type Teller = (card: MentionCard, mention: HTMLElement, event: Event) => void;

function mentionOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(MENTION) : null;
}
