import { useSyncExternalStore } from "react";
import { type Change, emptyState, reduce, type State } from "./state";

let state: State = emptyState;
const listeners = new Set<() => void>();

export function getState(): State {
  return state;
}

export function dispatch(change: Change): void {
  const next = reduce(state, change);
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A slice of what is held; the selector must return the same object for the same state. */
export function useHeld<T>(select: (state: State) => T): T {
  return useSyncExternalStore(subscribe, () => select(state));
}
