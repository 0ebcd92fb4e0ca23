/** Milliseconds as seconds with one digit behind the point. */
export function secondsOf(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}

/** A share of a whole in per cent; nothing of nothing is none. */
export function shareOf(part: number, whole: number): string {
  return whole === 0 ? "0 %" : `${Math.round((100 * part) / whole)} %`;
}
