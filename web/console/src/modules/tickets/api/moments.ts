/** A moment as a field for local date and time wants it: 2026-11-23T18:00. */
export function toField(iso: string | null): string {
  if (!iso) return "";
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** And back: null while nothing is said. */
export const fromField = (text: string | undefined): string | null =>
  text ? new Date(text).toISOString() : null;
