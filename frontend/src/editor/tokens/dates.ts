/** Days, as they are written and as they are meant. */
import type { Command } from "@tiptap/pm/state";
import { isDay } from "../schema/tokens";
import { insertToken } from "./tokens";

const MS_A_DAY = 86_400_000;

const WORDS = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** Days that go by a name, counted from today. */
const NAMED: Record<string, number> = { today: 0, tomorrow: 1, yesterday: -1 };

/** As people write it: 28 November 2026. */
export function wordsOf(day: string): string {
  return WORDS.format(new Date(`${day}T00:00:00Z`));
}

/** The day, where the person is, so many days from now. */
export function dayFromNow(days: number, now = new Date()): string {
  const midnight = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  return new Date(midnight + days * MS_A_DAY).toISOString().slice(0, 10);
}

/** The days that somebody means by what they have typed, with the names they go by. */
export function daysNamed(query: string): { day: string; name: string | null }[] {
  const wanted = query.trim().toLowerCase();
  if (isDay(wanted)) return [{ day: wanted, name: null }];
  return Object.entries(NAMED)
    .filter(([name]) => name.startsWith(wanted))
    .map(([name, days]) => ({ day: dayFromNow(days), name }));
}

export function insertDay(day: string): Command {
  return insertToken(wordsOf(day), "date", { day });
}

export const insertToday: Command = (state, dispatch, view) =>
  insertDay(dayFromNow(0))(state, dispatch, view);
