import { useCallback, useRef } from "react";
import type { Asks, Verdict } from "@/shell/contracts";

function together(verdicts: Verdict[]): Verdict {
  const say = verdicts.find((each) => each.say)?.say;
  return {
    go: verdicts.every((each) => each.go),
    anyway: verdicts.some((each) => each.anyway),
    ...(say ? { say } : {}),
  };
}

/** Whoever reads along is asked before words go out; one who says no holds them back. */
export function useAsks(): { ask: Asks; listen: (asks: Asks) => () => void } {
  const held = useRef(new Set<Asks>());
  const listen = useCallback((asks: Asks) => {
    held.current.add(asks);
    return () => {
      held.current.delete(asks);
    };
  }, []);
  const ask = useCallback((text: string): Verdict | Promise<Verdict> => {
    const verdicts = [...held.current].map((each) => each(text));
    const waiting = verdicts.some((each) => each instanceof Promise);
    return waiting ? Promise.all(verdicts).then(together) : together(verdicts as Verdict[]);
  }, []);
  return { ask, listen };
}
