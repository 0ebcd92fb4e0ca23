import type { Counts, Targets } from "./board";

export type Level = "" | "due" | "late";

export const percentOf = (part: number, whole: number): number | null =>
  whole > 0 ? Math.round((100 * part) / whole) : null;

export const percentText = (value: number | null): string => (value === null ? "–" : `${value}%`);

/** 45 s, 3:20, 1:02:09: short enough for a cell. */
export function span(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

export const since = (iso: string | null | undefined, now: number): number | null =>
  iso ? Math.max(0, (now - Date.parse(iso)) / 1000) : null;

/** Colour means urgency only: near the target, and beyond it. */
export function waitLevel(seconds: number | null, targets: Targets): Level {
  if (seconds === null) return "";
  if (seconds > targets.wait_seconds) return "late";
  return seconds > targets.wait_seconds * 0.7 ? "due" : "";
}

export function answeredLevel(counts: Counts, targets: Targets): Level {
  const share = percentOf(counts.first_answers_in_time, counts.first_answers);
  return share !== null && share < targets.answered_percent ? "late" : "";
}

/** Of those who came to an end without or with an answer: how many left. */
export const abandonedShare = (counts: Counts): number | null =>
  percentOf(counts.abandoned, counts.closed);

export function abandonedLevel(counts: Counts, targets: Targets): Level {
  const share = abandonedShare(counts);
  return share !== null && share > targets.abandoned_percent ? "late" : "";
}

export function csatLevel(counts: Counts, targets: Targets): Level {
  const share = percentOf(counts.rated_good, counts.rated);
  return share !== null && share < targets.csat_percent ? "late" : "";
}
