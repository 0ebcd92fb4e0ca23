import { useSyncExternalStore } from "react";
import { api, unwrap } from "@/api/client";

let wanted = "";
const listeners = new Set<() => void>();

/** What is looked for in the open conversation; its bubbles mark it. */
export function lookFor(text: string): void {
  wanted = text;
  for (const listener of listeners) listener();
}

export function useLookedFor(): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => wanted,
  );
}

/** Numbers of the messages that hold a text, oldest first. */
export const findInside = (id: string, q: string): Promise<number[]> =>
  unwrap(
    api.GET("/api/conversations/{conversation_id}/find", {
      params: { path: { conversation_id: id }, query: { q } },
    }),
  );
