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

  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
