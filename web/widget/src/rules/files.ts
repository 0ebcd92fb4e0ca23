/** What may be sent, checked before a byte leaves; the server checks again by content. */

const ENDINGS =
  /\.(jpe?g|png|gif|webp|heic|pdf|docx?|xlsx?|pptx?|txt|csv|zip|mp4|mov|webm|mp3|m4a|wav|ogg)$/i;

export const ACCEPT =
  'image/png,image/jpeg,image/gif,image/webp,.heic,.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.txt,.csv,.zip,.mp4,.mov,.webm,.mp3,.m4a,.wav,.ogg';

export type FileFault = 'type' | 'size' | 'empty';

export function checkFile(file: { name: string; size: number }, limit: number): FileFault | null {
  if (!ENDINGS.test(file.name)) return 'type';
  if (file.size === 0) return 'empty';
  return file.size > limit ? 'size' : null;
}

export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kb = bytes / 1024;
  return kb < 1024 ? `${Math.round(kb)} KB` : `${(kb / 1024).toFixed(1)} MB`;
}
