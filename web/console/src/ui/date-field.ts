/** A moment as a field for local date and time wants it: 2026-11-23T18:00. */
export function toField(at: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

export const fromField = (text: string): string => new Date(text).toISOString();
