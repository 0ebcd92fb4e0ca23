/** Two shares side by side, as the server compares them. */
export type Difference = {
  value: number | null;
  low: number | null;
  high: number | null;
  needed: number;
};

/** A number of which only the size matters: two digits of it. */
function about(count: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(count, 1))) - 1);
  return Math.ceil(count / unit) * unit;
}

/** What a sentence about a difference says, in points of a hundred. */
export function differenceWords({ value, low, high, needed }: Difference) {
  const points = (share: number | null) => Math.round((share ?? 0) * 100);
  const signed = (share: number | null) =>
    points(share) > 0 ? `+${points(share)}` : `${points(share)}`;
  const ends = [Math.abs(points(low)), Math.abs(points(high))];
  return {
    points: Math.abs(points(value)),
    least: Math.min(...ends),
    most: Math.max(...ends),
    low: signed(low),
    high: signed(high),
    count: about(needed),
  };
}
