import { type RefObject, useEffect, useState } from "react";

/** Rows drawn beyond what is seen, so that scrolling shows no gaps. */
const SPARE = 8;

export type RowWindow = { first: number; last: number; scrolled: () => void };

/** Which rows of a long list are on screen: only those are drawn. */
export function useRowWindow(
  frame: RefObject<HTMLElement | null>,
  count: number,
  height: number,
): RowWindow {
  const [top, setTop] = useState(0);
  const [seen, setSeen] = useState(900);
  useEffect(() => {
    const element = frame.current;
    if (!element || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() => setSeen(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  const at = Math.min(Math.floor(top / height), Math.max(0, count - 1));
  const first = Math.max(0, at - SPARE);
  const last = Math.min(count, at + Math.ceil(seen / height) + SPARE);
  const scrolled = () => {
    const next = frame.current?.scrollTop ?? 0;
    // A new picture only when rows come or go.
    setTop((held) => (Math.abs(next - held) >= (SPARE / 2) * height || next === 0 ? next : held));
  };
  return { first, last, scrolled };
}
