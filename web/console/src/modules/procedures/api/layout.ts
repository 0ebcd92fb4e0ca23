import { Graph, layout } from "@dagrejs/dagre";
import type { Flow, Way } from "./flow";
import type { Box, Size } from "./view";

export const CARD: Size = { width: 216, height: 92 };
export const END: Size = { width: 84, height: 30 };
const LABEL_HEIGHT = 24;
/** Longer names of outcomes are cut; the whole stands in the tooltip. */
const LABEL_MOST = 168;

export type Point = { x: number; y: number };
export type DrawnWay = { way: Way; path: string; label: Box };
export type Drawing = Size & { boxes: ReadonlyMap<string, Box>; ways: DrawnWay[] };

/** How wide words are about: a Chinese letter is twice as wide as a Latin one. */
export function wordsWidth(words: string): number {
  let width = 0;
  for (const letter of words) width += (letter.codePointAt(0) ?? 0) > 0x2e7f ? 12 : 7.2;
  return width;
}

/** Where each card stands and how the ways between them go, from the top down (自动布局). */
export function layOut(flow: Flow, wordsOf: (way: Way) => string): Drawing {
  const graph = new Graph({ multigraph: true, compound: false });
  graph.setGraph({
    rankdir: "TB",
    nodesep: 40,
    ranksep: 34,
    edgesep: 20,
    marginx: 8,
    marginy: 8,
    ranker: "network-simplex",
  });
  for (const { code } of flow.steps) graph.setNode(code, { ...CARD });
  for (const end of flow.ends) graph.setNode(end, { ...END });
  for (const way of flow.ways) {
    // The words, and beside them the button that puts a step between.
    const width = Math.min(LABEL_MOST, wordsWidth(wordsOf(way)) + 18) + 24;
    const edge = {
      width,
      height: LABEL_HEIGHT,
      labelpos: "c",
      minlen: 1,
      weight: way.back ? 1 : 4,
    };
    graph.setEdge(...along(way), edge, way.id);
  }
  layout(graph);
  const boxes = new Map(graph.nodes().map((id) => [id, cornered(graph.node(id) as Box)] as const));
  const ways = flow.ways.map((way) => {
    const edge = graph.edge(...along(way), way.id) as Box & { points: Point[] };
    const points = way.back ? [...edge.points].reverse() : edge.points;
    return { way, path: pathOf(points), label: cornered(edge) };
  });
  const { width = 0, height = 0 } = graph.graph() as Partial<Size>;
  return { width, height, boxes, ways };
}

/** Ways back are laid out downwards too, or later steps would come to stand above earlier ones. */
const along = (way: Way): [string, string] => (way.back ? [way.to, way.from] : [way.from, way.to]);

/** Boxes are laid out by their middle and drawn from their corner. */
const cornered = ({ x, y, width, height }: Box): Box => ({
  x: x - width / 2,
  y: y - height / 2,
  width,
  height,
});

const round = (value: number) => Math.round(value * 10) / 10;
const at = ({ x, y }: Point) => `${round(x)} ${round(y)}`;
const middle = (one: Point, other: Point): Point => ({
  x: (one.x + other.x) / 2,
  y: (one.y + other.y) / 2,
});

/** A line through points, round at each of them. */
export function pathOf(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (!first || !last) return "";
  const parts = [`M ${at(first)}`];
  for (const [place, point] of rest.slice(0, -1).entries()) {
    const before = rest[place - 1] ?? first;
    const after = rest[place + 1] ?? last;
    parts.push(`L ${at(middle(before, point))} Q ${at(point)} ${at(middle(point, after))}`);
  }
  return `${parts.join(" ")} L ${at(last)}`;
}
