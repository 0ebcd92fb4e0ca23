import { useEffect, useRef } from "react";
import { holder } from "./holder";

/** Something prepared, to be put in whole; its use is counted when it was really sent. */
export type Prepared = { id: string; text: string };

export type OpenComposer = {
  conversation: string;
  /** Puts a text in where the caret stands. */
  insert: (text: string) => void;
  takeHit: (hit: Prepared) => void;
};

const open = holder<OpenComposer | null>(null);

/** The composer one writes in now (输入框), so that what stands beside it can put something in. */
export const openComposer = open.get;
export const useOpenComposer = open.use;

/** Makes a composer the open one for as long as it is on screen; null: nothing can be put in. */
export function useBeOpenComposer(mine: OpenComposer | null): void {
  const latest = useRef(mine);
  latest.current = mine;
  const conversation = mine?.conversation;
  useEffect(() => {
    if (!conversation) return;
    const own: OpenComposer = {
      conversation,
      insert: (text) => latest.current?.insert(text),
      takeHit: (hit) => latest.current?.takeHit(hit),
    };
    open.set(own);
    return () => {
      if (open.get() === own) open.set(null);
    };
  }, [conversation]);
}
