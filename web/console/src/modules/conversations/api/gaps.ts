import type { Message } from "@/api/types";

/** Messages read in one piece: nothing is missing between `from` and the last of them. */
export type Piece = { from: number; items: Message[]; newer: boolean };

/**
 * After which numbers messages are missing, once a piece has been put among those held. A thread
 * that was opened at an old message lacks what lies between it and the latest ones.
 */
export function gapsAfter(gaps: number[], held: Message[], piece: Piece): number[] {
  const { from, items, newer } = piece;
  if (!newer) return gaps.filter((gap) => gap < from);
  const to = items.at(-1)?.number ?? from;
  const left = gaps.filter((gap) => gap < from || gap >= to);
  const meets = held.some((message) => message.number === to);
  return meets ? left : [...left, to].sort((a, b) => a - b);
}

/**
 * Whether a frame was lost on the way: of the messages after those held, up to the one the summary
 * names (`last`), the next frame does not bring all. Numbers of a conversation have no gaps.
 */
export function leavesHole(held: Message[], brought: Message[], last: number): boolean {
  const known = held.at(-1)?.number ?? 0;
  const newer = brought.filter((message) => message.number > known);
  const newest = Math.max(last, ...newer.map((message) => message.number));
  return newest > known && newer.length < newest - known;
}
