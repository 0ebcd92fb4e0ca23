import { useEffect, useRef } from "react";
import type { CannedHit } from "./canned";

type Open = { conversation: string; takeHit: (hit: CannedHit) => void };

let open: Open | null = null;

/** The composer one writes in now, so that the palette can put something into it. */
export const openComposer = (): Open | null => open;

export function useOpenComposer(mine: Open | null): void {
  const latest = useRef(mine);
  latest.current = mine;
  const conversation = mine?.conversation;
  useEffect(() => {
    if (!conversation) return;
    const own: Open = { conversation, takeHit: (hit) => latest.current?.takeHit(hit) };
    open = own;
    return () => {
      if (open === own) open = null;
    };
  }, [conversation]);
}
