import type { Day, Figures, Tier } from "./shapes";

/** A share as people read it; a dash where there is nothing to divide by. */
export const percent = (share: number | null): string =>
  share === null ? "–" : `${Math.round(share * 100)} %`;

/** How the work is split, bot to people, e.g. "72 : 28". */
export function ratio(share: number | null): string {
  if (share === null) return "–";
  const bot = Math.round(share * 100);
  return `${bot} : ${100 - bot}`;
}

/** Shares of one whole that were counted. */
export const share = (part: number, whole: number): number | null =>
  whole > 0 ? part / whole : null;

/** The highest day, so that bars of quiet weeks do not fill the chart. */
export const top = (days: Day[]): number => Math.max(5, ...days.map((day) => day.conversations));

/** What was rated and checked in these days. */
export function sums(days: Day[]) {
  const sum = (of: (day: Day) => number) => days.reduce((total, day) => total + of(day), 0);
  return {
    handed: sum((day) => day.handed_over + day.taken),
    answers: sum((day) => day.answers),
    rated: sum((day) => day.helpful + day.unhelpful),
    checked: sum((day) => day.checked),
    right: sum((day) => day.right),
  };
}

/** Whether the bot takes as much as is aimed at, five points either way. */
export function standing(
  figures: Pick<Figures, "bot_share" | "target">,
): "below" | "near" | "above" {
  const percentage = (figures.bot_share ?? 0) * 100;
  if (percentage < figures.target - 5) return "below";
  return percentage > figures.target + 5 ? "above" : "near";
}

/** Tiers in the order people know them; conversations without one last. */
export const inOrder = (tiers: Tier[]): Tier[] =>
  [...tiers].sort((a, b) => (a.tier ?? "Z").localeCompare(b.tier ?? "Z"));
