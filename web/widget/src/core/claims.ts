/** Which tab sends which unsent message. The server would store a second copy only once anyway;
 * claims keep the tabs from sending twice and from changing the order. */

export interface Claims {
  /** Resolves when this tab may send the message: at once, or when the tab that held it is gone. */
  take(key: string): Promise<void>;
  release(key: string): void;
}

/** Web locks: freed by the browser when a tab closes or crashes. */
export class LockClaims implements Claims {
  private readonly free = new Map<string, () => void>();

  constructor(
    private readonly locks: LockManager,
    private readonly prefix: string,
  ) {}

  take(key: string): Promise<void> {
    if (this.free.has(key)) return Promise.resolve();
    return new Promise((taken) => {
      void this.locks.request(this.prefix + key, () => {
        taken();
        return new Promise<void>((release) => this.free.set(key, release));
      });
    });
  }

  release(key: string): void {
    this.free.get(key)?.();
    this.free.delete(key);
  }
}

/** Without web locks (plain http pages): own messages at once, those of others after a grace. */
export class PatientClaims implements Claims {
  constructor(
    private readonly isOwn: (key: string) => boolean,
    private readonly grace = 5000,
  ) {}

  take(key: string): Promise<void> {
    if (this.isOwn(key)) return Promise.resolve();
    return new Promise((taken) => setTimeout(taken, this.grace));
  }

  release(): void {}
}

/** The better way that this browser offers; `own` holds what was written in this tab. */
export function chooseClaims(widget: string, own: Set<string>): Claims {
  return 'locks' in navigator
    ? new LockClaims(navigator.locks, `zhiyin:${widget}:`)
    : new PatientClaims((key) => own.has(key));
}
