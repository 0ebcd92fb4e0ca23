import { expect, test } from "vitest";
import { fitted, opened, showing, zoomed } from "@/modules/procedures/api/view";

const frame = { width: 1000, height: 600 };

test("going in keeps the point under the finger where it is", () => {
  const before = { x: 40, y: 10, scale: 0.8 };
  const at = { x: 300, y: 200 };
  const after = zoomed(before, 1.25, at);
  expect(after.scale).toBeCloseTo(1);
  const inDrawing = (view: typeof before) => (at.x - view.x) / view.scale;
  expect(inDrawing(after)).toBeCloseTo(inDrawing(before));
});

test("there is an end to going in and out", () => {
  expect(zoomed({ x: 0, y: 0, scale: 1 }, 100, { x: 0, y: 0 }).scale).toBe(1.6);
  expect(zoomed({ x: 0, y: 0, scale: 1 }, 0.001, { x: 0, y: 0 }).scale).toBe(0.3);
});

test("all of it is in sight, in the middle, never larger than it is", () => {
  expect(fitted({ width: 200, height: 100 }, frame)).toEqual({ scale: 1, x: 400, y: 250 });
  const tall = fitted({ width: 400, height: 1104 }, frame);
  expect(tall.scale).toBeCloseTo(0.5);
  expect(tall.y).toBeCloseTo(24);
});

test("what could not be read as a whole begins at its head", () => {
  const long = opened({ width: 500, height: 4000 }, frame);
  expect(long).toEqual({ scale: 1, x: 250, y: 24 });
});

test("where it is wider than the frame, the first step is in sight and no side is empty", () => {
  const wide = { width: 4000, height: 3000 };
  const inSight = (x: number) => {
    const view = opened(wide, frame, { x, y: 0, width: 216, height: 92 });
    const left = view.x + x * view.scale;
    expect(left).toBeGreaterThanOrEqual(0);
    expect(left + 216 * view.scale).toBeLessThanOrEqual(frame.width);
    return view.x;
  };
  inSight(2000);
  expect(inSight(0)).toBe(24);
  expect(inSight(3784)).toBeCloseTo(1000 - 4000 * 0.66 - 24);
});

test("a part that is out of sight is brought in, one that is in sight stays", () => {
  const view = { x: 0, y: 0, scale: 1 };
  const part = { width: 216, height: 92 };
  expect(showing(view, { ...part, x: 100, y: 100 }, frame)).toEqual(view);
  expect(showing(view, { ...part, x: 100, y: 900 }, frame).y).toBe(-416);
  expect(showing(view, { ...part, x: -300, y: 100 }, frame).x).toBe(324);
});
