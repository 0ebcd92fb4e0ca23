/** A random name that also works where the page came without TLS. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const KEPT = 10 * 60_000;

/**
 * Keys under which the server carries a POST out once (Idempotency-Key). The same request gets the
 * same key until it is answered: a second click while the first is on its way, or another try
 * after the network broke, never does it twice.
 */
export class RequestKeys {
  private held = new Map<string, { key: string; until: number }>();

  keyOf(request: string, now: number): string {
    for (const [other, { until }] of this.held) if (until < now) this.held.delete(other);
    const known = this.held.get(request);
    if (known) return known.key;
    const key = randomKey();
    this.held.set(request, { key, until: now + KEPT });
    return key;
  }

  /** The server has spoken: the next request of the same kind is meant anew. */
  answered(key: string): void {
    for (const [request, held] of this.held) if (held.key === key) this.held.delete(request);
  }
}
