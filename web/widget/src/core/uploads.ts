/** Files on their way: checked, sent with progress, tried again on request. */
import { ApiError, type Http, readError } from '../api/http';
import type { FileInfo } from '../api/types';
import { checkFile, sizeText } from '../rules/files';
import { newKey } from './outbox';
import type { State, Upload } from './state';
import type { Store } from './store';

export class Uploads {
  private readonly running = new Map<string, AbortController>();
  /** Pictures the visitor has just sent are shown from memory, not loaded back. */
  readonly local = new Map<string, Blob>();

  constructor(
    private readonly store: Store<State>,
    private readonly http: Http,
    private readonly done: (file: FileInfo) => void,
  ) {}

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
        this.store.set({ notice: says[fault] });
        continue;
      }
      const upload: Upload = { id: newKey(), file, share: 0, failed: null };
      this.store.set({ uploads: [...this.store.get().uploads, upload], notice: null });
      void this.run(upload.id);
    }
  }

  async run(id: string): Promise<void> {
    const upload = this.store.get().uploads.find((one) => one.id === id);
    if (!upload || this.running.has(id)) return;
    const abort = new AbortController();
    this.running.set(id, abort);
    this.change(id, { failed: null, share: 0 });
    try {
      const stored = await send(
        this.http,
        upload.file,
        (share) => this.change(id, { share }),
        abort.signal,
      );
      if (abort.signal.aborted) return;
      this.local.set(stored.id, upload.file);
      this.forget(id);
      this.done(stored);
    } catch (error) {
      const { message } = error as ApiError;
      this.change(id, { failed: message || this.store.get().strings.uploadFailed });
    } finally {
      this.running.delete(id);
    }
  }

  remove(id: string): void {
    this.running.get(id)?.abort();
    this.forget(id);
  }

  private forget(id: string): void {
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

interface Sending {
  store: Store<State>;
  http: Http;
  sendFile(file: FileInfo): void;
}

const known = new WeakMap<Sending, Uploads>();

/** The uploads of a chat; they come with the open window, not with the launcher. */
export function uploadsOf(chat: Sending): Uploads {
  const uploads =
    known.get(chat) ?? new Uploads(chat.store, chat.http, (file) => chat.sendFile(file));
  known.set(chat, uploads);
  return uploads;
}
