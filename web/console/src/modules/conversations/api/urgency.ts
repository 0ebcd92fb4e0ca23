export type Urgency = "calm" | "due" | "late";

/** From when a waiting customer is due and late, in seconds, until policies say it. */
const DUE = 60;
const LATE = 180;

export function urgency(waitedSeconds: number): Urgency {
  if (waitedSeconds >= LATE) return "late";
  return waitedSeconds >= DUE ? "due" : "calm";
}
