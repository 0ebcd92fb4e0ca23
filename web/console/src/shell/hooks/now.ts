import { useSyncExternalStore } from "react";

/** One clock for all timers on the screen, in step with the server's. */
let offset = 0;
let now = Date.now();
let handle: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

/** The server said what time it is (used so that waiting times are true on a wrong clock). */
export function setServerTime(iso: string): void {
  const server = Date.parse(iso);
  if (!Number.isNaN(server)) offset = server - Date.now();
}

export function serverNow(): number {
  return Date.now() + offset;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  handle ??= setInterval(() => {
    now = serverNow();
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && handle !== undefined) {
      clearInterval(handle);
      handle = undefined;
    }
  };
}

/** Milliseconds, ticking once a second. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => {
    // Nobody ticks yet: catch up, but hand out the same number within a second.
    if (handle === undefined && serverNow() - now > 1000) now = serverNow();
    return now;
  });
}
