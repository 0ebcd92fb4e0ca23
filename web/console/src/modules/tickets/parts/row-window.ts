import { useEffect, useRef, useState } from "react";

const OVER = 12;

/** Which rows of equal height are in sight, with some to spare on both sides. */
export function rowsInSight(top: number, room: number, height: number, count: number) {
  const first = Math.max(0, Math.min(count, Math.floor(top / height)) - OVER);
  const last = Math.min(count, Math.ceil((top + room) / height) + OVER);
  return { first, last };
}

/** Draws of a long list only what is in sight; the rest is room above and below (长列表). */
export function useRowWindow(count: number, height: number) {
  const place = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState({ top: 0, room: 900 });
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const look = () => {
      // Every few rows are enough: drawn again for each pixel, scrolling would stutter.
      const top = Math.floor(element.scrollTop / height / 4) * height * 4;
      const room = element.clientHeight || 900;
      setSight((held) => (held.top === top && held.room === room ? held : { top, room }));
    };
    look();
    element.addEventListener("scroll", look, { passive: true });
    const watch = new ResizeObserver(look);
    watch.observe(element);
    return () => {
      element.removeEventListener("scroll", look);
      watch.disconnect();
    };
  }, [height]);
  const { first, last } = rowsInSight(sight.top, sight.room + 4 * height, height, count);
  return { place, first, last, above: first * height, below: (count - last) * height };
}
