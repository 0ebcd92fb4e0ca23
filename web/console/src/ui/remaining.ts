export type Promised = {
  due_at: string;
  warn_at: string;
  state: "running" | "paused";
  remaining: number | null;
};

export type Remaining = { level: "calm" | "due" | "late" | "paused"; seconds: number };

/** 9 s is 0:09, 75 min is 1:15:00; the caller shows days in words. */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

/** What is left of a promise (剩余时间), in seconds; below 0 is how late it is. */
export function remainingOf(promised: Promised, now: number): Remaining {
  if (promised.state === "paused") return { level: "paused", seconds: promised.remaining ?? 0 };
  const seconds = (Date.parse(promised.due_at) - now) / 1000;
  if (seconds <= 0) return { level: "late", seconds };
  return { level: now >= Date.parse(promised.warn_at) ? "due" : "calm", seconds };
}

/** Counted down to zero, counted up after it. */
export function remainingText(seconds: number): string {
  return seconds > 0 ? clockText(Math.ceil(seconds)) : `+${clockText(-seconds)}`;
}
