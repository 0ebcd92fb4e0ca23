import { useSearch } from "@tanstack/react-router";
import { useCallback, useMemo, useRef, useState } from "react";
import { useGo } from "@/shell/hooks/go";
import { type Asked, type Place, pathOf, placeOf, STANDARD } from "./asked";
import { useViews } from "./views";

/** Columns as long as nobody has chosen others; the title stands in every list. */
export const USUAL = [
  "ref",
  "type_id",
  "status",
  "priority",
  "customer_id",
  "owner_id",
  "promise",
  "due_at",
];

const KEPT = "zhiyin.tickets.columns";

function keptColumns(): string[] {
  try {
    const held: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "null");
    if (Array.isArray(held)) return held.filter((one) => typeof one === "string");
  } catch {
    // What somebody wrote there by hand is nothing to fail over.
  }
  return USUAL;
}

/** What the list shows: what the address says, else the open view, else what is mine. */
export function usePlace() {
  const go = useGo();
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const text = JSON.stringify(search);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for what is in it
  const place = useMemo(() => placeOf(search), [text]);
  const views = useViews();
  const view = views.data?.find(({ id }) => id === place.view);
  const [kept, setKept] = useState(keptColumns);
  const asked: Asked = place.asked ?? view?.asked ?? STANDARD[0]?.asked ?? {};
  const columns = place.columns ?? (view?.columns.length ? view.columns : kept);
  const said = place.by ?? view?.grouping ?? "none";
  const by = said === "none" ? null : said;
  const move = (change: Partial<Place>) => go(pathOf({ ...place, ...change }), { replace: true });
  const latest = useRef({ asked, move });
  latest.current = { asked, move };
  const change = useCallback(
    (part: Asked) => latest.current.move({ asked: { ...latest.current.asked, ...part } }),
    [],
  );
  const setColumns = (next: string[]) => {
    if (view) return move({ columns: next });
    localStorage.setItem(KEPT, JSON.stringify(next));
    setKept(next);
  };
  return {
    view,
    /** The view that is asked for is still on its way. */
    waiting: place.view !== undefined && views.isPending,
    asked,
    columns,
    by,
    changed: view !== undefined && Boolean(place.asked || place.columns || place.by),
    change,
    setColumns,
    setBy: (next: string | null) => move({ by: next ?? "none" }),
  };
}
