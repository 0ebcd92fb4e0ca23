/** A setting's value as people read it: a number in per cent, words of both languages in a row. */
export function said(value: unknown): string {
  if (typeof value === "number") return `${value} %`;
  if (typeof value === "string") return value;
  if (value !== null && typeof value === "object") {
    return Object.values(value as Record<string, string>)
      .filter(Boolean)
      .join(" / ");
  }
  return "";
}
