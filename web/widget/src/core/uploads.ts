/** Files on their way: checked, kept, sent with progress, tried again when the way is free. */
import { ApiError, type Http, readError } from '../api/http';
import type { FileInfo } from '../api/types';
import { checkFile, sizeText } from '../rules/files';
import type { Claims } from './claims';
import { type KeptFile, KeptFiles } from './kept';
import { newKey } from './outbox';
import type { State, Upload } from './state';
import type { Corner } from './storage';
import type { Store } from './store';

/** Refusals of the file itself: its kind, its size, its content. */
const FOR_GOOD = new Set([400, 413, 415, 422]);

export class Uploads {
  private readonly running = new Map<string, AbortController>();
  /** Pictures the visitor has just sent are shown from memory, not loaded back. */
  readonly local = new Map<string, Blob>();

  private readonly kept: KeptFiles;
  /** those that a reload does not lose */
  private readonly safe = new Set<string>();

  constructor(private readonly chat: Sending) {
    this.kept = new KeptFiles(`zhiyin:${chat.store.get().options.widget}`);
  }

  private get store(): Store<State> {
    return this.chat.store;
  }

  add(files: Iterable<File>): void {
    const { strings, config } = this.store.get();
    const limit = config?.limits.file ?? 20 * 1024 * 1024;
    for (const file of files) {
      const fault = checkFile(file, limit);
      if (fault) {
        const says = {
          type: strings.faultType(file.name),
          size: strings.faultSize(file.name, sizeText(limit)),
          empty: strings.faultEmpty(file.name),
        };
        this.store.set({ fault: says[fault] });
        continue;
      }
      this.store.set({ fault: null });
      void this.start({ id: newKey(), file, made_at: Date.now() });
    }
  }

  private async start(kept: KeptFile): Promise<void> {
    this.chat.own.add(kept.id);
    this.show(kept);
    // Known to be there before it is kept, so that the next page looks for it.
    this.chat.corner.set('files', '1');
    await this.chat.claims.take(kept.id);
    if (await this.kept.keep(kept)) this.safe.add(kept.id);
    void this.run(kept.id);
  }

  /** Takes up what an earlier page left behind, and what the network has stopped. */
  async resume(): Promise<void> {
    for (const { id, failed } of this.store.get().uploads) if (failed) void this.run(id);
    const kept = await this.kept.list();
    if (kept.length === 0 && this.store.get().uploads.length === 0)
      this.chat.corner.remove('files');
    for (const one of kept) {
      if (this.find(one.id)) continue;
      void this.chat.claims.take(one.id).then(async () => {
        // The tab that held it may have sent it meanwhile.
        if (this.find(one.id) || !(await this.kept.has(one.id))) return;
        this.safe.add(one.id);
        this.show(one);
        void this.run(one.id);
      });
    }
  }

  /** Somebody else sits at this browser now. */
  clear(): void {
    for (const { id } of this.store.get().uploads) this.remove(id);
    void this.kept.clear();
  }

  private show({ id, file }: KeptFile): void {
    const upload: Upload = { id, file, share: 0, failed: null };
    this.store.set({ uploads: [...this.store.get().uploads, upload] });
  }

  private find(id: string): Upload | undefined {
    return this.store.get().uploads.find((one) => one.id === id);
  }

  async run(id: string): Promise<void> {
    const upload = this.find(id);
    if (!upload || this.running.has(id)) return;
    const abort = new AbortController();
    this.running.set(id, abort);
    this.change(id, { failed: null, share: 0 });
    try {
      const stored = await send(
        this.chat.http,
        upload.file,
        (share) => this.change(id, { share }),
        abort.signal,
      );
      if (abort.signal.aborted) return;
      this.local.set(stored.id, upload.file);
      this.chat.sendFile(stored);
      this.forget(id);
    } catch (error) {
      const { message, status } = error as ApiError;
      // What the server will not have is not offered again after a reload.
      if (FOR_GOOD.has(status)) void this.kept.forget(id);
      const { uploadKept, uploadFailed } = this.store.get().strings;
      const sentence = status === 0 && this.safe.has(id) ? uploadKept : message || uploadFailed;
      this.change(id, { failed: sentence });
    } finally {
      this.running.delete(id);
    }
  }

  remove(id: string): void {
    this.running.get(id)?.abort();
    this.forget(id);
  }

  private forget(id: string): void {
    void this.kept.forget(id).then(() => this.chat.claims.release(id));
    this.store.set({ uploads: this.store.get().uploads.filter((one) => one.id !== id) });
  }

  private change(id: string, change: Partial<Upload>): void {
    this.store.set({
      uploads: this.store.get().uploads.map((one) => (one.id === id ? { ...one, ...change } : one)),
    });
  }
}

/** XMLHttpRequest, because only it tells how far an upload has come. */
function send(
  http: Http,
  file: File,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<FileInfo> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${http.host}/api/visitor/files`);
    for (const [name, value] of Object.entries(http.headers())) {
      request.setRequestHeader(name, value);
    }
    request.responseType = 'json';
    request.timeout = 120_000;
    request.upload.onprogress = (event) =>
      event.lengthComputable && progress(event.loaded / event.total);
    request.onload = () =>
      request.status < 300
        ? done(request.response as FileInfo)
        : fail(readError(request.status, request.response));
    const unreachable = () => fail(new ApiError(0, 'unreachable', ''));
    request.onerror = unreachable;
    request.ontimeout = unreachable;
    request.onabort = unreachable;
    signal.addEventListener('abort', () => request.abort());
    const form = new FormData();
    form.append('file', file, file.name);
    request.send(form);
  });
}

export interface Sending {
  store: Store<State>;
  http: Http;
  corner: Corner;
  claims: Claims;
  own: Set<string>;
  sendFile(file: FileInfo): void;
}

const known = new WeakMap<Sending, Uploads>();

/** The uploads of a chat; they come with the open window, not with the launcher. */
export function uploadsOf(chat: Sending): Uploads {
  const uploads = known.get(chat) ?? new Uploads(chat);
  known.set(chat, uploads);
  return uploads;
}
