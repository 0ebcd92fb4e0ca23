import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { type Box, fitted, opened, type Size, showing, type View, zoomed } from "../../api/view";

type Point = { x: number; y: number };

const STEP = 1.25;
/** How far a finger may slip while it presses. */
const SLIP = 4;

const frameOf = (element: HTMLElement): Size => ({
  width: element.clientWidth,
  height: element.clientHeight,
});

/** Moving over a drawing and in and out of it: by wheel, finger, two fingers and keys. */
export function useView(place: RefObject<HTMLDivElement | null>, drawing: Size, first: Box | null) {
  const [view, setView] = useState<View | null>(null);
  const held = useRef<View>({ x: 0, y: 0, scale: 1 });
  const set = useCallback((next: View) => {
    held.current = next;
    setView(next);
  }, []);
  const begun = useRef(false);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element || begun.current || drawing.width === 0) return;
    begun.current = true;
    set(opened(drawing, frameOf(element), first));
  }, [place, drawing, first, set]);

  const zoom = useCallback(
    (by: number, at?: Point) => {
      const element = place.current;
      if (!element) return;
      const { width, height } = frameOf(element);
      set(zoomed(held.current, by, at ?? { x: width / 2, y: height / 2 }));
    },
    [place, set],
  );
  const showAll = () => {
    if (place.current) set(fitted(drawing, frameOf(place.current)));
  };
  const show = useCallback(
    (part: Box) => place.current && set(showing(held.current, part, frameOf(place.current))),
    [place, set],
  );
  useWheel(place, held, zoom, set);
  const fingers = useFingers(held, zoom, set);
  return { view, showAll, show, larger: () => zoom(STEP), smaller: () => zoom(1 / STEP), fingers };
}

/** The wheel moves; with Ctrl, or two fingers on a touchpad, it goes in and out. */
function useWheel(
  place: RefObject<HTMLDivElement | null>,
  held: RefObject<View>,
  zoom: (by: number, at: Point) => void,
  set: (view: View) => void,
) {
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) {
        const { left, top } = element.getBoundingClientRect();
        zoom(Math.exp(-event.deltaY / 300), { x: event.clientX - left, y: event.clientY - top });
        return;
      }
      const { x, y, scale } = held.current;
      set({ scale, x: x - event.deltaX, y: y - event.deltaY });
    };
    // The browser takes it for scrolling the page unless it is told at once.
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [place, held, zoom, set]);
}

/** One finger or the mouse moves the ground, two go in and out. */
function useFingers(
  held: RefObject<View>,
  zoom: (by: number, at: Point) => void,
  set: (view: View) => void,
) {
  const down = useRef(new Map<number, Point>());
  const slid = useRef(false);
  const onPointerDown = (event: React.PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    if (down.current.size === 0) slid.current = false;
    down.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
  };
  const onPointerMove = (event: React.PointerEvent<HTMLElement>) => {
    const from = down.current.get(event.pointerId);
    if (!from) return;
    const to = { x: event.clientX, y: event.clientY };
    if (!slid.current) {
      if (Math.hypot(to.x - from.x, to.y - from.y) < SLIP) return;
      slid.current = true;
      event.currentTarget.setPointerCapture(event.pointerId);
    }
    const other = [...down.current].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const { left, top } = event.currentTarget.getBoundingClientRect();
      const apart = (point: Point) => Math.hypot(point.x - other.x, point.y - other.y);
      const middle = { x: (to.x + other.x) / 2 - left, y: (to.y + other.y) / 2 - top };
      zoom(apart(to) / Math.max(apart(from), 1), middle);
    } else {
      const { x, y, scale } = held.current;
      set({ scale, x: x + to.x - from.x, y: y + to.y - from.y });
    }
    down.current.set(event.pointerId, to);
  };
  const lift = (event: React.PointerEvent<HTMLElement>) => {
    down.current.delete(event.pointerId);
  };
  return {
    onPointerDown,
    onPointerMove,
    onPointerUp: lift,
    onPointerCancel: lift,
    // What was moved by a card under the finger is not also chosen.
    onClickCapture: (event: React.MouseEvent) => {
      if (!slid.current) return;
      slid.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
