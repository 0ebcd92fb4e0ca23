import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

const NEAR = 80;

type Scroll = {
  box: RefObject<HTMLDivElement | null>;
  atEnd: boolean;
  missed: number;
  toEnd: () => void;
  onScroll: () => void;
};

/**
 * Keeps a thread where the reader is: at the end while they are at the end, and on the same
 * message while older ones are put in above.
 */
export function useThreadScroll(
  conversation: string,
  firstKey: string | undefined,
  lastKey: string | undefined,
  onTop: () => void,
): Scroll {
  const box = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const [missed, setMissed] = useState(0);
  const before = useRef({ conversation: "", first: "", last: "", height: 0, atEnd: true });
  const toEnd = useCallback(() => {
    const element = box.current;
    if (!element) return;
    element.scrollTop = element.scrollHeight;
    setMissed(0);
  }, []);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const held = before.current;
    const first = firstKey ?? "";
    const last = lastKey ?? "";
    if (held.conversation !== conversation || (held.first === "" && first !== "")) {
      toEnd();
      held.atEnd = true;
    } else if (held.first !== first && held.last === last) {
      element.scrollTop += element.scrollHeight - held.height;
    } else if (held.last !== last) {
      if (held.atEnd) toEnd();
      else setMissed((count) => count + 1);
    }
    before.current = { conversation, first, last, height: element.scrollHeight, atEnd: held.atEnd };
  }, [conversation, firstKey, lastKey, toEnd]);
  // Pictures, the typing line and the composer change heights without new messages.
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      if (before.current.atEnd) toEnd();
      before.current.height = element.scrollHeight;
    });
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, [toEnd]);
  const onScroll = useCallback(() => {
    const element = box.current;
    if (!element) return;
    const end = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
    before.current.atEnd = end;
    setAtEnd(end);
    if (end) setMissed(0);
    if (element.scrollTop < NEAR && element.scrollHeight > element.clientHeight) onTop();
  }, [onTop]);
  return { box, atEnd, missed, toEnd, onScroll };
}
