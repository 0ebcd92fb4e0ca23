import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type RefObject, useState } from "react";
import { isComposing } from "@/shell/hooks/shortcuts";
import { type CannedHit, cannedHits, openPlaces, type Taken } from "../../api/canned";
import { type Slash, slashAt } from "./slash";

export const MENU = "canned-menu";
export const optionId = (at: number): string => `${MENU}-${at}`;

type Options = {
  conversation: string;
  text: string;
  field: RefObject<HTMLTextAreaElement | null>;
  /** Puts a piece in place of what stands between two places. */
  replace: (from: number, to: number, piece: string) => void;
  taken: (hit: Taken) => void;
  enabled: boolean;
};

/** The menu of canned replies while one types (话术菜单): what is asked, what fits, which is meant. */
export function useCanned({ conversation, text, field, replace, taken, enabled }: Options) {
  const [slash, setSlash] = useState<Slash | null>(null);
  const [at, setAt] = useState(0);
  const open = enabled && slash !== null;
  const { data: hits = [], isFetching } = useQuery({
    ...cannedHits(conversation, slash?.query ?? ""),
    enabled: open,
  });
  const chosen = Math.min(at, Math.max(0, hits.length - 1));
  /** Looks at what stands before the caret; what an input method composes is not looked at. */
  const look = (value: string, caret: number) => {
    setSlash(slashAt(value, caret));
    setAt(0);
  };
  const begin = () => {
    const element = field.current;
    const caret = element?.selectionStart ?? text.length;
    const piece = caret === 0 || /\s$/.test(text.slice(0, caret)) ? "/" : " /";
    replace(caret, caret, piece);
    setSlash({ from: caret + piece.length - 1, query: "" });
    setAt(0);
  };
  const take = (hit: CannedHit) => {
    if (!slash) return;
    setSlash(null);
    putAt(hit, slash.from, slash.from + 1 + slash.query.length);
  };
  /** Puts a reply in where the caret stands: what the palette does. */
  const put = (hit: Taken) => {
    const from = field.current?.selectionStart ?? text.length;
    putAt(hit, from, field.current?.selectionEnd ?? from);
  };
  const putAt = (hit: Taken, from: number, to: number) => {
    taken(hit);
    replace(from, to, hit.text);
    const missing = openPlaces(hit.text)[0];
    if (!missing) return;
    const place = from + hit.text.indexOf(missing);
    // After the caret was set behind the piece.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => field.current?.setSelectionRange(place, place + missing.length)),
    );
  };
  /** Whether the key was the menu's. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (!open || isComposing(event)) return false;
    if (event.key === "Escape") setSlash(null);
    else if (hits.length === 0) return false;
    else if (event.key === "ArrowDown") setAt((chosen + 1) % hits.length);
    else if (event.key === "ArrowUp") setAt((chosen + hits.length - 1) % hits.length);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey) {
      const hit = hits[chosen];
      if (hit) take(hit);
    } else return false;
    event.preventDefault();
    return true;
  };
  const close = () => setSlash(null);
  return { open, hits, chosen, busy: isFetching, setAt, look, begin, take, put, onKey, close };
}

export type CannedMenuState = ReturnType<typeof useCanned>;
