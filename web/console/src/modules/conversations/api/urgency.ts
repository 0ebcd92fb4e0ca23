export type Urgency = "calm" | "due" | "late";

/** From when a waiting customer is due and late, in seconds, until policies say it. */
const DUE = 60;
const LATE = 180;

export function urgency(waitedSeconds: number): Urgency {
  if (waitedSeconds >= LATE) return "late";
  return waitedSeconds >= DUE ? "due" : "calm";
}

/** 9 s is 0:09, 75 min is 1:15:00; the caller shows days in words. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}
