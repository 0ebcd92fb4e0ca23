import { useSyncExternalStore } from "react";

/** Something that is asked once before it is done. */
export type Question = {
  title: string;
  text: string;
  go: string;
  stay: string;
  act: () => void;
};

let asked: Question | null = null;
const listeners = new Set<() => void>();

function set(value: Question | null): void {
  asked = value;
  for (const listener of listeners) listener();
}

export const ask = (question: Question): void => set(question);
export const answered = (): void => set(null);

export function useQuestion(): Question | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => asked,
  );
}
