import { useCallback, useRef } from "react";
import type { Asks, Verdict } from "@/shell/contracts";

/** Whoever reads along is asked before words go out; one who says no holds them back. */
export function useAsks(): { ask: Asks; listen: (asks: Asks) => () => void } {
  const held = useRef(new Set<Asks>());
  const listen = useCallback((asks: Asks) => {
    held.current.add(asks);
    return () => {
      held.current.delete(asks);
    };
  }, []);
  const ask = useCallback(async (text: string): Promise<Verdict> => {
    const verdicts = await Promise.all([...held.current].map((each) => each(text)));
    return {
      go: verdicts.every((each) => each.go),
      anyway: verdicts.some((each) => each.anyway),
    };
  }, []);
  return { ask, listen };
}
