import { useLookedFor } from "../../api/find";
import { highlight } from "../../api/highlight";

/** A message's words, with what is looked for marked. */
export function Marked({ text }: { text: string }) {
  const wanted = useLookedFor();
  if (!wanted) return text;
  let at = 0;
  return highlight(text, [wanted]).map((piece) => {
    at += piece.text.length;
    return piece.hit ? <mark key={at}>{piece.text}</mark> : piece.text;
  });
}
