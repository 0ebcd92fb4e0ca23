/** Finds links in a text; the text itself never becomes markup. */

export type Piece = { text: string; href?: string };

// A link ends where Chinese text or punctuation begins; paths of shops are ASCII or escaped.
const LINK = /(?:https?:\/\/|www\.)[\w\-.~:/?#[\]@!$&'()*+,;=%]+/gi;
const TAIL = /[.,;:!?'")\]]+$/;

export function splitLinks(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const found of text.matchAll(LINK)) {
    const shown = found[0].replace(TAIL, '');
    const href = /^www\./i.test(shown) ? `https://${shown}` : shown;
    if (!isHttp(href)) continue;
    if (found.index > end) pieces.push({ text: text.slice(end, found.index) });
    pieces.push({ text: shown, href });
    end = found.index + shown.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}

function isHttp(href: string): boolean {
  try {
    return /^https?:$/.test(new URL(href).protocol);
  } catch {
    return false;
  }
}
