/** Files that wait to be sent, kept in the browser's own database: a reload loses none (待发文件). */

export interface KeptFile {
  id: string;
  file: File;
  made_at: number;
}

const STORE = 'files';

/** Every call settles: where the database is blocked or full, files live as long as the page. */
export class KeptFiles {
  private base: Promise<IDBDatabase | null> | null = null;

  constructor(private readonly name: string) {}

  async list(): Promise<KeptFile[]> {
    const found = await this.ask<KeptFile[]>('readonly', (store) => store.getAll());
    return (found ?? []).sort((a, b) => a.made_at - b.made_at);
  }

  async has(id: string): Promise<boolean> {
    return !!(await this.ask('readonly', (store) => store.getKey(id)));
  }

  async keep(kept: KeptFile): Promise<boolean> {
    return (await this.ask('readwrite', (store) => store.put(kept))) !== null;
  }

  async forget(id: string): Promise<void> {
    await this.ask('readwrite', (store) => store.delete(id));
  }

  async clear(): Promise<void> {
    await this.ask('readwrite', (store) => store.clear());
  }

  private async ask<T>(
    mode: IDBTransactionMode,
    what: (store: IDBObjectStore) => IDBRequest,
  ): Promise<T | null> {
    this.base ??= open(this.name);
    const base = await this.base;
    if (!base) return null;
    return new Promise((done) => {
      try {
        const run = base.transaction(STORE, mode);
        const request = what(run.objectStore(STORE));
        run.oncomplete = () => done(request.result as T);
        run.onabort = () => done(null);
      } catch {
        done(null);
      }
    });
  }
}

function open(name: string): Promise<IDBDatabase | null> {
  return new Promise((done) => {
    try {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' });
      request.onsuccess = () => done(request.result);
      request.onerror = () => done(null);
    } catch {
      done(null);
    }
  });
}
