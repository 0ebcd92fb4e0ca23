import { useMemo } from "react";
import { intoBoxes } from "./boxes";
import { useHeld } from "./store";

/** Unread messages over all my conversations. */
export function useUnread(me: string): number {
  const summaries = useHeld((state) => state.summaries);
  return useMemo(() => {
    const { yours, theirs } = intoBoxes(summaries, me);
    return [...yours, ...theirs].reduce((sum, summary) => sum + summary.unread, 0);
  }, [summaries, me]);
}
