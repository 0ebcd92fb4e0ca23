/** A text with the places that were found in it (高亮). */
export function Marked({ text, marks }: { text: string; marks: number[][] }) {
  const pieces = [];
  let at = 0;
  for (const [from = 0, to = 0] of marks) {
    if (from < at || to <= from) continue;
    pieces.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>);
    at = to;
  }
  return (
    <>
      {pieces}
      {text.slice(at)}
    </>
  );
}
