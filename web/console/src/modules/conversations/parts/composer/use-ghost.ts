import { type KeyboardEvent, type RefObject, useState } from "react";
import type { Ghost } from "@/shell/contracts";
import { isComposing } from "@/shell/hooks/shortcuts";

type Options = {
  text: string;
  field: RefObject<HTMLTextAreaElement | null>;
  replace: (from: number, to: number, piece: string) => void;
  enabled: boolean;
};

/** Whether a key press takes a ghost: Tab, or going on to the right behind the last character. */
function takes(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
  if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return false;
  if (event.key === "Tab") return true;
  const { selectionStart, selectionEnd, value } = event.currentTarget;
  const behind = selectionStart === value.length && selectionEnd === value.length;
  return event.key === "ArrowRight" && behind;
}

/** The reply that is offered (建议回复): it stays as long as what is typed is its beginning. */
export function useGhost({ text, field, replace, enabled }: Options) {
  const [ghost, offer] = useState<Ghost | null>(null);
  const fits = ghost !== null && ghost.text !== text && ghost.text.startsWith(text);
  const shown = enabled && fits ? ghost : null;
  const take = () => {
    if (!shown) return;
    shown.taken();
    replace(0, text.length, shown.text);
    field.current?.focus();
  };
  /** Whether the key was the ghost's. */
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>): boolean => {
    if (!shown || isComposing(event)) return false;
    if (takes(event)) take();
    else if (event.key === "Escape") shown.putAway();
    else return false;
    event.preventDefault();
    return true;
  };
  return { shown, offer, take, onKey };
}
