import { useEffect, useSyncExternalStore } from "react";
import { api, unwrap } from "@/api/client";

/** Rows that come on screen together are asked for together. */
const GATHER = 150;
const AGAIN = 15_000;
const AT_ONCE = 100;

/** Rows on screen, each with how often it stands there. */
const shown = new Map<string, number>();
const listeners = new Set<() => void>();
let marked: ReadonlyMap<string, string> = new Map();
let timer: ReturnType<typeof setTimeout> | undefined;

async function read(ids: string[]): Promise<[string, string][]> {
  const answer = await unwrap(api.GET("/api/incidents/marks", { params: { query: { ids } } }));
  return answer.map((each) => [each.conversation_id, each.incident_id]);
}

async function look(): Promise<void> {
  const ids = [...shown.keys()];
  const pieces: string[][] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) pieces.push(ids.slice(at, at + AT_ONCE));
  try {
    marked = new Map((await Promise.all(pieces.map(read))).flat());
    for (const listener of listeners) listener();
  } catch {
    // What is marked stays so until the next look.
  }
  clearTimeout(timer);
  timer = shown.size > 0 ? setTimeout(() => void look(), AGAIN) : undefined;
}

function soon(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void look(), GATHER);
}

function leave(id: string): void {
  const left = (shown.get(id) ?? 1) - 1;
  if (left > 0) shown.set(id, left);
  else shown.delete(id);
}

/** The incident that concerns a row on screen, if one does; asked only while any is on. */
export function useMark(id: string, on: boolean): string | undefined {
  useEffect(() => {
    if (!on) return;
    shown.set(id, (shown.get(id) ?? 0) + 1);
    soon();
    return () => leave(id);
  }, [id, on]);
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => (on ? marked.get(id) : undefined),
  );
}
