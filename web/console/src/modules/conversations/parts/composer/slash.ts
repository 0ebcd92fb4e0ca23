export type Slash = { from: number; query: string };

/** With a Chinese input method the key of the slash types 、 or ／. */
const ASKED = /(?:^|\s)([/、／]([^\s/、／]{0,30}))$/u;

/** What is asked of the canned replies: a slash at the beginning or after a space, up to here. */
export function slashAt(text: string, caret: number): Slash | null {
  const found = ASKED.exec(text.slice(0, caret));
  if (!found) return null;
  const [, whole = "", query = ""] = found;
  return { from: caret - whole.length, query };
}
