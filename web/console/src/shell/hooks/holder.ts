import { useSyncExternalStore } from "react";

/** One value that several parts of the page share and that lives as long as the page. */
export type Holder<T> = { get: () => T; set: (value: T) => void; use: () => T };

export function holder<T>(first: T): Holder<T> {
  let held = first;
  const listeners = new Set<() => void>();
  const get = () => held;
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    get,
    set: (value) => {
      held = value;
      for (const listener of listeners) listener();
    },
    use: () => useSyncExternalStore(subscribe, get),
  };
}
