import { useCallback, useRef } from "react";
import { live } from "@/shell/hooks/live";

const EVERY = 3_000;

/** Lets the customer know somebody is writing, at most every three seconds. */
export function useTypingSignal(conversation: string): () => void {
  const last = useRef(0);
  return useCallback(() => {
    const now = Date.now();
    if (now - last.current < EVERY) return;
    last.current = now;
    live.send({ type: "typing", conversation_id: conversation });
  }, [conversation]);
}
