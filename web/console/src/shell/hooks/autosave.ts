import { ApiError } from "@/api/client";

/** How what is written stands to what the server has (自动保存). */
export type Saving =
  | { kind: "saved" }
  | { kind: "unsaved" }
  | { kind: "saving" }
  | { kind: "failed"; reason: unknown }
  | { kind: "conflict"; current: unknown };

type Options<T> = {
  version: number;
  /** Stores the content as the successor of a version; answers the new version. */
  put: (content: T, version: number) => Promise<number>;
  /** Keeps the content on this computer until it is stored; null: it is. */
  keep: (content: T | null, version: number) => void;
  told: (saving: Saving) => void;
};

const PAUSE = 1_000;
const AGAIN = 5_000;

/** Saves what is written once the hands rest; tries again when it fails, asks when it clashes. */
export class Autosave<T> {
  private waiting: T | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<boolean> | null = null;
  private clashed = false;
  private version: number;

  constructor(private readonly options: Options<T>) {
    this.version = options.version;
  }

  /** Something was written. */
  change(content: T): void {
    this.waiting = content;
    this.options.keep(content, this.version);
    if (this.clashed) return;
    this.options.told({ kind: "unsaved" });
    this.later(PAUSE);
  }

  /** Saves now; whether everything is stored then. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    if (this.running) await this.running;
    if (this.waiting === null) return true;
    if (this.clashed) return false;
    this.running = this.store(this.waiting);
    const stored = await this.running;
    this.running = null;
    return stored && this.waiting !== null ? this.flush() : stored;
  }

  /** After a clash: mine comes after theirs. */
  goOn(version: number): Promise<boolean> {
    this.version = version;
    this.clashed = false;
    return this.flush();
  }

  /** The row moved on by something else one did. */
  follow(version: number): void {
    if (!this.running && this.waiting === null) this.version = version;
  }

  /** Nothing is tried again; what is not stored stays kept. */
  stop(): void {
    clearTimeout(this.timer);
  }

  private later(pause: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), pause);
  }

  private async store(content: T): Promise<boolean> {
    this.options.told({ kind: "saving" });
    try {
      this.version = await this.options.put(content, this.version);
    } catch (reason) {
      return this.failed(reason);
    }
    if (this.waiting !== content) return true;
    this.waiting = null;
    this.options.keep(null, this.version);
    this.options.told({ kind: "saved" });
    return true;
  }

  private failed(reason: unknown): boolean {
    if (reason instanceof ApiError && reason.code === "edit_conflict") {
      this.clashed = true;
      this.options.told({ kind: "conflict", current: reason.current });
      return false;
    }
    this.options.told({ kind: "failed", reason });
    // What the server refused stays refused until it is written differently.
    if (!(reason instanceof ApiError) || reason.status >= 500) this.later(AGAIN);
    return false;
  }
}
