const two = (value: number): string => String(value).padStart(2, "0");

/** The day a moment falls on here, as a date field holds it. */
export function dayOf(iso: string | null): string {
  if (!iso) return "";
  const at = new Date(iso);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** Where a day begins here; a field that was emptied holds none. */
export function startOf(day: string): string | null {
  return day ? new Date(`${day}T00:00:00`).toISOString() : null;
}

/** Where a day ends here: an article that is valid until a day is valid on it. */
export function endOf(day: string): string | null {
  return day ? new Date(`${day}T23:59:59`).toISOString() : null;
}
