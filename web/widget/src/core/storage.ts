/** The widget's corner of local storage; falls back to memory where it is blocked or full. */
export class Corner {
  private readonly memory = new Map<string, string>();
  private readonly prefix: string;

  constructor(
    widget: string,
    private readonly area: Storage | null = areaOrNull(),
  ) {
    this.prefix = `zhiyin:${widget}:`;
  }

  get(name: string): string | null {
    const held = this.memory.get(name);
    if (held !== undefined) return held;
    try {
      return this.area?.getItem(this.prefix + name) ?? null;
    } catch {
      return null;
    }
  }

  read<T>(name: string): T | null {
    try {
      return JSON.parse(this.get(name) ?? 'null') as T | null;
    } catch {
      return null;
    }
  }

  set(name: string, value: string): void {
    try {
      if (!this.area) throw new Error('no storage');
      this.area.setItem(this.prefix + name, value);
      this.memory.delete(name);
    } catch {
      this.memory.set(name, value);
    }
  }

  write(name: string, value: unknown): void {
    this.set(name, JSON.stringify(value));
  }

  remove(name: string): void {
    this.memory.delete(name);
    try {
      this.area?.removeItem(this.prefix + name);
    } catch {
      // A blocked storage holds nothing to remove.
    }
  }

  names(start: string): string[] {
    const found = new Set([...this.memory.keys()].filter((name) => name.startsWith(start)));
    try {
      for (let index = 0; index < (this.area?.length ?? 0); index += 1) {
        const key = this.area?.key(index);
        if (key?.startsWith(this.prefix + start)) found.add(key.slice(this.prefix.length));
      }
    } catch {
      // As above.
    }
    return [...found];
  }

  /** Calls back when another tab of the same site changes this corner. */
  onOtherTab(changed: (name: string) => void): () => void {
    const listen = (event: StorageEvent) => {
      if (event.key?.startsWith(this.prefix)) changed(event.key.slice(this.prefix.length));
    };
    window.addEventListener('storage', listen);
    return () => window.removeEventListener('storage', listen);
  }
}

function areaOrNull(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
