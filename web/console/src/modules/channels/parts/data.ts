import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Labels, Shop, Widget } from "@/api/types";

export const widgetsQuery = queryOptions({
  queryKey: ["widgets"],
  queryFn: () => unwrap(api.GET("/api/widgets")),
});

export type WidgetValues = Pick<
  Widget,
  "name" | "team_id" | "look" | "languages" | "allowed_origins" | "topics" | "ask_who" | "active"
>;

/** A new widget in the shop's name, ready to be changed. */
export function freshWidget(
  shop: Shop,
  name: string,
  greeting: Labels,
  offline: Labels,
): WidgetValues & { shop_id: string } {
  return {
    name,
    shop_id: shop.id,
    team_id: null,
    look: {
      color: "#0b776b",
      title: shop.name,
      greeting,
      offline_text: offline,
      position: "right",
      offset_x: 24,
      offset_y: 24,
    },
    languages: ["zh-CN", "en"],
    allowed_origins: [],
    topics: [],
    ask_who: true,
    active: true,
  };
}

/** "https://shop.example/path" becomes "https://shop.example"; null if it is no web address. */
export function originOf(text: string): string | null {
  const trimmed = text.trim();
  try {
    const url = new URL(/^https?:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`);
    return /^[a-z0-9.-]+$/i.test(url.hostname) ? url.origin : null;
  } catch {
    return null;
  }
}

/** A list in which one entry has gone a step up (-1) or down (1). */
export function moved<V>(list: readonly V[], at: number, step: -1 | 1): V[] {
  const next = [...list];
  const [entry] = next.splice(at, 1);
  if (entry !== undefined) next.splice(Math.max(0, at + step), 0, entry);
  return next;
}
