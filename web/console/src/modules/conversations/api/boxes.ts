import type { Summary } from "@/api/types";
import { inBox } from "./state";

export type Boxes = { yours: Summary[]; theirs: Summary[]; queue: Summary[] };

const UNPROMISED = 180_000;

const when = (iso: string | null | undefined): number => (iso ? Date.parse(iso) : 0);

function longestWaiting(a: Summary, b: Summary): number {
  return when(a.waiting_since ?? a.queued_at) - when(b.waiting_since ?? b.queued_at);
}

/** Until when somebody must be answered; without a promise, three minutes after they began to wait. */
function pressesFrom(summary: Summary): number {
  const clock = summary.clock;
  if (clock?.state === "running") return Date.parse(clock.due_at);
  return when(summary.waiting_since ?? summary.queued_at) + UNPROMISED;
}

function mostPressing(a: Summary, b: Summary): number {
  return pressesFrom(a) - pressesFrom(b) || longestWaiting(a, b);
}

function newestFirst(a: Summary, b: Summary): number {
  return when(b.last_message?.at ?? b.opened_at) - when(a.last_message?.at ?? a.opened_at);
}

/** 等您回复, 等客户, 排队中: the list sorts itself by who must be answered first. */
export function intoBoxes(summaries: Record<string, Summary>, me: string): Boxes {
  const all = Object.values(summaries);
  const mine = all.filter((summary) => inBox(summary, "mine", me));
  return {
    yours: mine.filter((summary) => summary.state === "assigned").sort(mostPressing),
    theirs: mine.filter((summary) => summary.state === "waiting_customer").sort(newestFirst),
    queue: all
      .filter((summary) => summary.state === "queued")
      .sort((a, b) => b.priority - a.priority || longestWaiting(a, b)),
  };
}
