/** One value that tells its listeners when it changes. */
export class Store<S extends object> {
  private readonly listeners = new Set<() => void>();

  constructor(private value: S) {}

  get(): S {
    return this.value;
  }

  set(change: Partial<S>): void {
    this.value = { ...this.value, ...change };
    for (const listener of this.listeners) listener();
  }

  /** Resolves when the value is so; fails when it does not become so in time. */
  until(holds: (value: S) => boolean, milliseconds = 10_000): Promise<void> {
    if (holds(this.value)) return Promise.resolve();
    return new Promise((done, fail) => {
      const stop = this.listen(() => {
        if (!holds(this.value)) return;
        clearTimeout(timer);
        stop();
        done();
      });
      const timer = setTimeout(() => {
        stop();
        fail(new Error());
      }, milliseconds);
    });
  }

  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
