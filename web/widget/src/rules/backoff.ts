/** How long to wait before the next attempt: doubling, capped, with jitter so that a server
 * that comes back is not met by everybody in the same second. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(30_000, 500 * 2 ** Math.min(attempt, 10));
  return Math.round(full * (0.5 + random() * 0.5));
}
