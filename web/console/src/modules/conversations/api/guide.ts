import type { Message, Summary } from "@/api/types";

export const STEPS = [
  "greet",
  "classify",
  "record",
  "answer",
  "solve",
  "confirm",
  "close",
  "call_back",
] as const;
export type Step = (typeof STEPS)[number];

/** What a person ticks: nothing in the conversation proves it. */
export const BY_HAND: ReadonlySet<Step> = new Set(["solve", "confirm", "call_back"]);

/** The steps of serving somebody (接待流程) that facts show to be done. */
export function doneSteps(summary: Summary, messages: Message[]): Set<Step> {
  const done = new Set<Step>();
  const welcomed = messages.some((message) => Boolean(message.event?.values.text));
  if (welcomed || summary.first_response_at) done.add("greet");
  if (summary.subject_id) done.add("classify");
  if (messages.some((message) => message.kind === "note")) done.add("record");
  if (summary.first_response_at) done.add("answer");
  if (summary.state === "closed") done.add("close");
  return done;
}

/** Calling back belongs to it only where somebody asked for it. */
export function stepsOf(summary: Summary): Step[] {
  return STEPS.filter((step) => step !== "call_back" || summary.wants === "callback");
}

const PREFIX = "zhiyin.guide.";

/** What was ticked by hand, on this computer. */
export function readTicks(conversation: string, storage: Storage = localStorage): Step[] {
  const kept = storage.getItem(PREFIX + conversation)?.split(" ") ?? [];
  return STEPS.filter((step) => kept.includes(step));
}

export function writeTicks(
  conversation: string,
  ticks: Step[],
  storage: Storage = localStorage,
): void {
  if (ticks.length === 0) storage.removeItem(PREFIX + conversation);
  else storage.setItem(PREFIX + conversation, ticks.join(" "));
}
