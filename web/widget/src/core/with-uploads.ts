/** Sending files is fetched with the open window, or when a file waits. */
import type { Sending, Uploads } from './uploads';

export function withUploads(chat: Sending, use: (files: Uploads) => unknown): void {
  import('./uploads').then(
    ({ uploadsOf }) => use(uploadsOf(chat)),
    () => null,
  );
}
