/** What of a drawing is in sight: moved by x and y, in pixels of the screen, and so much larger. */
export type View = { x: number; y: number; scale: number };
export type Size = { width: number; height: number };
export type Box = Size & { x: number; y: number };

const SMALLEST = 0.3;
const LARGEST = 1.6;
/** Below it the words of a card can no longer be read. */
const READABLE = 0.66;
const EDGE = 24;

const between = (value: number, least: number, most: number) =>
  Math.min(most, Math.max(least, value));

/** Larger or smaller, with the point under the finger where it is. */
export function zoomed(view: View, by: number, at: { x: number; y: number }): View {
  const scale = between(view.scale * by, SMALLEST, LARGEST);
  const grown = scale / view.scale;
  return { scale, x: at.x - (at.x - view.x) * grown, y: at.y - (at.y - view.y) * grown };
}

/** All of it in sight, never larger than it is. */
export function fitted(drawing: Size, frame: Size): View {
  const room = Math.min(
    (frame.width - 2 * EDGE) / Math.max(drawing.width, 1),
    (frame.height - 2 * EDGE) / Math.max(drawing.height, 1),
  );
  const scale = between(room, SMALLEST, 1);
  return {
    scale,
    x: (frame.width - drawing.width * scale) / 2,
    y: Math.max(EDGE, (frame.height - drawing.height * scale) / 2),
  };
}

/** How one begins: all of it where that can be read, else its head with the first step in sight. */
export function opened(drawing: Size, frame: Size, first: Box | null = null): View {
  const whole = fitted(drawing, frame);
  if (whole.scale >= READABLE) return whole;
  const scale = between((frame.width - 2 * EDGE) / Math.max(drawing.width, 1), READABLE, 1);
  const width = drawing.width * scale;
  const middle = (first ? first.x + first.width / 2 : drawing.width / 2) * scale;
  // No empty ground on one side while there is more of the drawing on the other.
  const x =
    width <= frame.width
      ? (frame.width - width) / 2
      : between(frame.width / 2 - middle, frame.width - width - EDGE, EDGE);
  return { scale, x, y: EDGE };
}

/** Moved just as far as it takes to see a part of it. */
export function showing(view: View, part: Box, frame: Size): View {
  const shift = (from: number, length: number, room: number) => {
    if (from < EDGE) return EDGE - from;
    const over = from + length - (room - EDGE);
    return over > 0 ? -Math.min(over, from - EDGE) : 0;
  };
  const left = view.x + part.x * view.scale;
  const top = view.y + part.y * view.scale;
  return {
    scale: view.scale,
    x: view.x + shift(left, part.width * view.scale, frame.width),
    y: view.y + shift(top, part.height * view.scale, frame.height),
  };
}
