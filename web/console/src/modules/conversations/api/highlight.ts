export type Piece = { text: string; hit: boolean };

/** Cuts a text at the words that were found, longest first, without regard to case. */
export function highlight(text: string, words: string[]): Piece[] {
  const wanted = [...new Set(words.filter(Boolean))].sort((a, b) => b.length - a.length);
  if (wanted.length === 0) return [{ text, hit: false }];
  const escaped = wanted.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const lower = new Set(wanted.map((word) => word.toLowerCase()));
  return text
    .split(new RegExp(`(${escaped.join("|")})`, "gi"))
    .filter((part) => part !== "")
    .map((part) => ({ text: part, hit: lower.has(part.toLowerCase()) }));
}
