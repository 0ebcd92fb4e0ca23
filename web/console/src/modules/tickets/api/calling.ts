/** A text cut at the colleagues it calls by name: every second piece is such a name. */
export function calling(text: string, names: string[]): string[] {
  const wanted = names.filter(Boolean).sort((one, other) => other.length - one.length);
  if (wanted.length === 0) return [text];
  const escaped = wanted.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return text.split(new RegExp(`(@(?:${escaped.join("|")}))`, "u"));
}
